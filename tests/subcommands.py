"""The subcommands of `handbook` by name, all of them loaded."""

import click

from handbook.commands.cli import main

CONTEXT = click.Context(main)
SUBCOMMANDS = {name: command for name in main.list_commands(CONTEXT) if (command := main.get_command(CONTEXT, name))}
