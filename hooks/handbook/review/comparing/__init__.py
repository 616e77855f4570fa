"""Compares a handbook with an earlier state of it."""
