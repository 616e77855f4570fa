"""The title that somebody may give to what is written."""

import click


def filled(_context: click.Context, _parameter: click.Parameter, title: str | None) -> str | None:
    """Returns a title that says something; stops at an empty one, which no reader of a PDF could be told."""
    if title is not None and not title.strip():
        raise click.BadParameter("there is nothing in it; write a title, or leave the option out")
    return title
