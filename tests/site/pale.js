// Lists the texts that cannot be read on paper, whether their background is printed or not.
() => {
  const channels = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const linear = (c) => ((c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const over = ([r, g, b, a = 1], ground) => [r, g, b].map((c, at) => c * a + ground[at] * (1 - a));
  const contrast = (one, other) => (Math.max(light(one), light(other)) + 0.05) / (Math.min(light(one), light(other)) + 0.05);
  const groundOf = (element) => {
    const stack = [];
    for (let at = element; at; at = at.parentElement) stack.unshift(channels(getComputedStyle(at).backgroundColor));
    return stack.reduce((below, colour) => over(colour, below), [255, 255, 255]);
  };
  const found = new Set();
  const walker = document.createTreeWalker(document.querySelector(".md-content"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility() || element.closest("svg, annotation")) continue;
    const [paper, ink] = [groundOf(element), channels(getComputedStyle(element).color)];
    const worst = Math.min(contrast(ink, paper), contrast(ink, [255, 255, 255]));
    if (worst < 4.5) found.add(`${element.tagName}.${element.className}: ${ink} on ${paper}`);
  }
  return [...found];
};
