"""Brings a Markdown list of questions and answers into `data/`: page → tidied tree → questions → records → files."""
