"""A Markdown list of questions into records."""
