"""What shows only when all files are seen together, and what is wrong with files that are no YAML."""
