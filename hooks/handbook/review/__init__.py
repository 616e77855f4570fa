"""Helps who reviews: advice, fixes, changes, lost links, reports."""
