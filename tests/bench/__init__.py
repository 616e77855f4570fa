"""Measures what a build costs, beside the same content written by hand."""
