"""What stands within a line: marks around words, formulas, links, keys and emoji."""
