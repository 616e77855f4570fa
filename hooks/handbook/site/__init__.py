"""What a site has besides MkDocs' own: pages' parts, scripts, theme; `publish.py` writes all of it."""
