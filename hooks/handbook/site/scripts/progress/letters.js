// Where keys of one letter are switched off, the theme's are too: it has some for the search and for the pages around.
addEventListener(
  "keydown",
  (event) => {
    if (event.key.length !== 1 || event.key === " " || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]") || progress.keysOn()) return;
    event.stopPropagation();
  },
  true,
);
