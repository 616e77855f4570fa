"""The subcommands that write what a handbook is made into, one module each."""
