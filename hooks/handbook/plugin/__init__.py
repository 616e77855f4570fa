"""What MkDocs and mkdocs-macros call; the only room below the commands that knows them."""
