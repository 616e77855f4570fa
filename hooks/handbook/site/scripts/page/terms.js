// Explains a term of the glossary where it stands: when it is pointed at, has the focus, or is tapped.
(() => {
  "use strict";

  const WAIT = 150; // how many milliseconds of pointing show a meaning, and how many of leaving hide it

  const card = document.createElement("span");
  if (!("popover" in card)) return; // then a term is a link to the glossary, as without scripts
  Object.assign(card, { className: "term-card", id: "term-card", popover: "manual" });
  card.setAttribute("role", "note");
  const meaning = document.createElement("span");
  const link = Object.assign(document.createElement("a"), { textContent: window.handbookWords("question.in-glossary") });
  card.append(meaning, " ", link);

  let term = null;
  let waiting;

  const isShown = () => card.isConnected && card.matches(":popover-open");
  const hide = () => {
    clearTimeout(waiting);
    if (isShown()) card.hidePopover();
    term?.removeAttribute("aria-describedby");
    card.remove();
    term = null;
  };
  const put = () => {
    const [line] = term.getClientRects();
    const { width, height } = card.getBoundingClientRect();
    const left = Math.max(8, Math.min(line.left, document.documentElement.clientWidth - width - 8));
    const below = line.bottom + 6 + height < innerHeight;
    Object.assign(card.style, { left: `${left}px`, top: `${below ? line.bottom + 6 : Math.max(8, line.top - height - 6)}px` });
  };
  const show = (element) => {
    clearTimeout(waiting);
    if (element === term) return;
    hide();
    term = element;
    meaning.textContent = term.dataset.meaning;
    link.href = term.href;
    // It stands right behind the term, so that the next Tab leads into it.
    term.after(card);
    term.setAttribute("aria-describedby", card.id);
    card.showPopover();
    put();
  };

  const termAt = (event) => event.target.closest?.("a.term[data-meaning]");
  const inside = (node) => node && (card.contains(node) || term?.contains(node));

  document.addEventListener(
    "click",
    (event) => {
      const element = termAt(event);
      if (!element) {
        if (term && !inside(event.target)) hide();
        return;
      }
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      show(element);
    },
    true,
  );
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    if (inside(event.target)) return clearTimeout(waiting);
    const element = termAt(event);
    if (!element && !term) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => (element ? show(element) : hide()), element ? WAIT : 2 * WAIT);
  });
  document.addEventListener("focusin", (event) => {
    const element = termAt(event);
    if (element?.matches(":focus-visible")) show(element);
    else if (term && !inside(event.target)) hide();
  });
  addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !term) return;
      if (card.contains(document.activeElement)) term.focus();
      hide();
      event.stopPropagation();
    },
    true,
  );
  addEventListener("scroll", () => term && put(), { passive: true });
  addEventListener("resize", hide);
  if (typeof document$ !== "undefined") document$.subscribe(hide);
})();
