"""Sets a guide's source as PDF: runs of Typst, which are joined, packed and read back."""
