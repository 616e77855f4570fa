"""Which parts of the tree are questions."""
