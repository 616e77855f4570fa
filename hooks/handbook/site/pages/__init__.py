"""What the macros put on a page."""
