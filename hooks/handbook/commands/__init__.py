"""The command `handbook`, one module per subcommand."""
