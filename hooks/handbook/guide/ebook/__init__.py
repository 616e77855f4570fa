"""The handbook as EPUB: a page a question, its package, and a cover."""
