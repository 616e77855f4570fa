"""What several subcommands share: the root, refusals, what is asked for and what is written."""
