"""One Markdown text to safe HTML."""
