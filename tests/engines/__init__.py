"""Firefox and WebKit, driven by what Debian brings: the browsers that are not Chromium."""
