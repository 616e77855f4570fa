"""Adds to `data/`: a new question, a list, a whole new handbook."""
