"""The printed handbook: a study guide and its variants as PDF by Typst, and as EPUB."""
