"""`data/` to a checked handbook, or to every problem of it."""
