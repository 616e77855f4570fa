// What the theme's search box lacks: filters to press, hits without empty heads, and the words marked in the answer they lead to.
(() => {
  "use strict";

  const box = document.querySelector("[data-md-component=search-query]");
  const bar = document.querySelector(".search-filters");
  const list = document.querySelector(".md-search-result__list");
  if (!box || !bar || !list) return;

  // --- Filters -----------------------------------------------------------------------------------------------------------

  const LEVEL = /(^|\s)level:\S*/gi;
  const levelIn = (query) => query.match(/(?:^|\s)level:(\S+)/i)?.[1].toLowerCase();
  const wordsIn = (query) => query.replace(/(^|\s)(level|topic|tag):\S*/gi, " ").trim();
  const browse = bar.querySelector("a");

  const show = () => {
    const level = levelIn(box.value);
    for (const button of bar.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.value === level));
    const given = [...box.value.matchAll(/(?:^|\s)(level|topic|tag):(\S+)/gi)].map(([, facet, value]) => [
      facet.toLowerCase(),
      value.toLowerCase(),
    ]);
    const words = wordsIn(box.value);
    browse.search = new URLSearchParams([...(words ? [["find", words]] : []), ...given]);
  };
  const ask = (query) => {
    box.value = query;
    box.dispatchEvent(new KeyboardEvent("keydown", { key: "Process", bubbles: false }));
    box.dispatchEvent(new KeyboardEvent("keyup", { key: "Process", bubbles: false }));
    show();
  };
  for (const button of bar.querySelectorAll("button")) {
    button.onclick = () => {
      const others = box.value.replace(LEVEL, " ").replace(/\s+/g, " ").trim();
      ask(button.getAttribute("aria-pressed") === "true" ? others : `${others} level:${button.value}`.trim());
    };
  }
  // The theme takes every key for the box, and Tab for the end of the search: the filters would be out of reach.
  bar.addEventListener("keydown", (event) => {
    if (["Enter", " ", "Tab"].includes(event.key)) event.stopPropagation();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Tab" || event.shiftKey) return;
    event.stopPropagation();
    event.preventDefault();
    bar.querySelector("button").focus();
  });
  box.addEventListener("keyup", show);

  // What the theme suggests stands behind the words; where they are longer than the box they scroll, and it does not.
  const suggestion = document.querySelector("[data-md-component=search-suggest]");
  const fit = () => suggestion && (suggestion.style.visibility = box.scrollWidth > box.clientWidth ? "hidden" : "");
  for (const event of ["keyup", "input"]) box.addEventListener(event, fit);
  box.form.addEventListener("reset", () => setTimeout(() => ask("")));
  bar.hidden = false;
  show();

  // --- Hits --------------------------------------------------------------------------------------------------------------

  // The theme draws each hit under its page; here a hit is one question, and its page says nothing.
  const dropEmptyHits = () => {
    for (const article of list.querySelectorAll('.md-search-result__article[data-md-score="0.00"]'))
      article.parentElement.remove();
  };
  // The hits are drawn again when their sentences come: whoever has moved on to one of them stays there.
  let at = -1;
  const links = () => [...list.querySelectorAll("a")];
  list.addEventListener("focusin", ({ target }) => (at = links().indexOf(target)));
  box.addEventListener("focus", () => (at = -1));
  const stay = () => {
    if (at >= 0 && document.activeElement === document.body) links()[at]?.focus();
  };
  // What nobody has answered yet can be proposed, or written to the editors, in the words that were asked.
  const propose = bar.querySelector(".search-propose");
  const write = bar.querySelector(".search-write");
  const proposed = (words) => {
    const address = new URL(propose.href);
    const record = address.searchParams.get("value");
    if (record)
      address.searchParams.set(
        "value",
        record.replace(/^question: .*$/m, () => `question: ${JSON.stringify(words)}`),
      );
    return address;
  };
  const written = (words) =>
    write.protocol === "mailto:" ? write.href.replace(/(\?.*)?$/, `?subject=${encodeURIComponent(words)}`) : write.href;
  const offer = (link, addressFor) => {
    if (!link) return;
    const words = wordsIn(box.value);
    link.hidden = !words || list.children.length > 0;
    if (!link.hidden) link.href = addressFor(words);
  };
  const offers = () => {
    offer(propose, proposed);
    offer(write, written);
  };
  const redrawn = () => {
    dropEmptyHits();
    stay();
    offers();
  };
  box.addEventListener("input", offers);
  // The theme searches when a key is released: what is pasted with the mouse, dictated or cut has none.
  box.addEventListener("input", () => box.dispatchEvent(new KeyboardEvent("keyup", { key: "Process", bubbles: false })));
  new MutationObserver(redrawn).observe(list, { childList: true });

  // --- Marks -------------------------------------------------------------------------------------------------------------

  const unmark = () => {
    for (const mark of document.querySelectorAll("mark[data-found]")) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent.normalize();
    }
  };
  const blocks = () => {
    const heading = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    const question = heading?.matches?.(".question-title") && heading.nextElementSibling;
    return question ? [heading, question] : [document.querySelector(".md-content__inner")].filter(Boolean);
  };
  const textsIn = (block) => {
    const filter = (node) =>
      node.parentElement.closest("math, svg, script, style, .headerlink, .question-meta")
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT;
    const [walker, texts] = [document.createTreeWalker(block, NodeFilter.SHOW_TEXT, filter), []];
    while (walker.nextNode()) texts.push(walker.currentNode);
    return texts;
  };
  // A star stands for an ending, which is short after a short stem.
  const patternOf = (word) => {
    const stem = word.replace(/\*$/, "");
    const ending = stem === word ? "" : `\\p{L}{0,${stem.length > 4 ? 6 : 3}}`;
    return (
      stem.replace(/[^\p{L}\p{N}]/gu, (sign) => (sign === " " ? "[\\s-]+" : `\\u{${sign.codePointAt(0).toString(16)}}`)) +
      ending
    );
  };
  const mark = () => {
    unmark();
    const words = new URLSearchParams(location.search).get("h")?.slice(0, 1000).split(",").filter(Boolean) ?? [];
    if (!words.length) return;
    words.sort((a, b) => b.length - a.length);
    const pattern = words.map(patternOf).join("|");
    const found = new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, "giu");
    for (const text of blocks().flatMap(textsIn)) wrap(text, found);
  };
  const wrap = (text, found) => {
    for (const match of [...text.data.matchAll(found)].reverse()) {
      const end = text.splitText(match.index);
      end.splitText(match[0].length);
      const mark = document.createElement("mark");
      mark.dataset.found = "";
      end.replaceWith(mark);
      mark.append(end);
    }
  };

  window.handbookPage.there(mark);
  if (typeof location$ !== "undefined") location$.subscribe(() => setTimeout(mark));
})();
