"""The handbook as a deck for Anki, whose updates keep what readers learned."""
