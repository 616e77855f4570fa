// Keys: only while cards are shown, never while something else has them, and not where they are switched off.
const takesSpace = (element) => element?.matches?.("a, button, summary, select, textarea, input, [contenteditable]");
const takesText = (element) => element?.matches?.("input:not([type=checkbox]), textarea, select, [contenteditable]");

document.addEventListener(
  "keydown",
  (event) => {
    const focused = document.activeElement;
    if (!run || !place?.isConnected || !progress.keysOn() || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.querySelector("[data-md-toggle=search]")?.checked) return;
    if (event.key === " " ? takesSpace(focused) : takesText(focused)) return;
    if (keys(event.key) === false) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  true,
);
