"""The index, and the script that answers from it."""
