"""The list as a tree of headings, paragraphs and code."""
