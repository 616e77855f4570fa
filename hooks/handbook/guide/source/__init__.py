"""Turns questions and their texts into Typst source."""
