"""The subcommands of `handbook`, each in a module of its own."""
