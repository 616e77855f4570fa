// Brings a reader back: after Back, a reload or a discarded tab the same text stands at the same place, with the same answers open.
(() => {
  "use strict";

  const PREFIX = "handbook-place:";
  const AGAIN = [0, 60, 200, 450, 900]; // when the place is looked for again, while the theme and the pictures still move the page

  const { all, idOf, openTarget } = window.handbookAnswers;
  const content = () => document.querySelector(".md-content");
  const keyOf = () => PREFIX + (window.navigation?.currentEntry?.key ?? location.href);
  const others = () => [...(content()?.querySelectorAll("details:not(.answer, .part)") ?? [])];

  let shown = ""; // the page whose content stands here
  let returning = false; // whether the reader comes back to a place, rather than to a new one
  let quiet = 0; // until when scrolling is not the reader's
  const opened = new Map(); // what was open when a page was last looked at, by the page

  // --- What is remembered

  const readOpen = () => ({
    answers: Object.fromEntries(
      all()
        .filter((answer) => answer.open && idOf(answer))
        .map((answer) => [idOf(answer), [...answer.querySelectorAll(".part[open]")].map((part) => part.dataset.part)]),
    ),
    whole: all()
      .filter((answer) => answer.open && answer.querySelector(".more:not([hidden])"))
      .map(idOf),
    others: others().flatMap((details, at) => (details.open ? [at] : [])),
  });
  // The last heading above the middle of the window, and how far it is from the window's top.
  const readPlace = () => {
    const anchors = [...(content()?.querySelectorAll("[id]:is(h1, h2, h3, h4, dt)") ?? [])].filter(
      (anchor) => anchor.checkVisibility?.() ?? true,
    );
    const above = anchors.filter((anchor) => anchor.getBoundingClientRect().top < innerHeight / 2).at(-1);
    return { y: scrollY, anchor: above?.id, from: above?.getBoundingClientRect().top };
  };
  const remember = () => {
    if (location.pathname !== shown || performance.now() < quiet) return;
    const open = readOpen();
    opened.set(shown, open);
    try {
      sessionStorage.setItem(keyOf(), JSON.stringify({ ...open, ...readPlace() }));
    } catch {
      // then a reader comes back to the top
    }
  };
  const remembered = () => {
    try {
      const { answers, whole, others, y, anchor, from } = JSON.parse(sessionStorage.getItem(keyOf()));
      const listed = (value) => (Array.isArray(value) ? value : []);
      return { answers: Object(answers), whole: listed(whole), others: listed(others), y, anchor, from };
    } catch {
      return null;
    }
  };

  // --- Coming back to it

  const open = (state) => {
    if (!state) return;
    for (const answer of all()) {
      const parts = state.answers[idOf(answer)];
      answer.open = !!parts;
      if (!Array.isArray(parts)) continue;
      for (const part of answer.querySelectorAll(".part")) part.open = parts.includes(part.dataset.part);
      const more = answer.querySelector(".more");
      if (more && state.whole.includes(idOf(answer))) more.hidden = false;
    }
    others().forEach((details, at) => (details.open = state.others.includes(at)));
  };
  const scroll = (state) => {
    const anchor = state.anchor && document.getElementById(state.anchor);
    const y = anchor ? scrollY + anchor.getBoundingClientRect().top - state.from : state.y;
    scrollTo({ top: y, behavior: "instant" });
  };
  let waiting = [];
  const stay = () => {
    waiting.forEach(clearTimeout);
    waiting = [];
    quiet = 0;
  };
  const restore = () => {
    const state = remembered();
    if (!state) return false;
    stay();
    quiet = performance.now() + AGAIN.at(-1) + 50;
    open(state);
    waiting = AGAIN.map((delay) => setTimeout(scroll, delay, state));
    return true;
  };

  for (const moved of ["wheel", "touchmove", "keydown", "pointerdown"]) addEventListener(moved, stay, { passive: true });

  if (window.navigation) {
    navigation.addEventListener("navigate", ({ navigationType }) => {
      if (navigationType === "push") returning = false;
      if (navigationType === "traverse") returning = true;
    });
  }
  addEventListener("popstate", ({ state }) => {
    if (!window.navigation) returning = !!state;
    if (returning && location.pathname === shown) restore();
  });

  let pause;
  const soon = () => {
    clearTimeout(pause);
    pause = setTimeout(remember, 120);
  };
  addEventListener("scroll", soon, { passive: true });
  addEventListener("toggle", soon, true);
  addEventListener("pagehide", remember);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && remember());
  document.addEventListener("click", remember, true);

  // An answer that the reader opens is in the address: it can be kept as a bookmark.
  document.addEventListener("click", (event) => {
    const answer = event.target.closest?.("details.answer:not(.peek) > summary")?.parentElement;
    if (answer && !answer.open && idOf(answer)) history.replaceState(history.state, "", `#${idOf(answer)}`);
  });

  const [entry] = performance.getEntriesByType("navigation");
  returning = document.wasDiscarded || ["reload", "back_forward"].includes(entry?.type);

  // Brings back what was open on the page that just came, and the place too where the reader comes back to it.
  const arrive = () => {
    const again = shown === location.pathname;
    shown = location.pathname;
    if (!returning || !restore()) {
      if (again) open(opened.get(shown));
      openTarget();
    }
    document.documentElement.dataset.arrived = ""; // a class would have all styles computed anew
  };

  window.handbookPlaces = { returning: () => returning };
  window.handbookPage.there(arrive);
})();
