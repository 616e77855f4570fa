"""Every word that the generator itself says to a reader, one file per language."""
