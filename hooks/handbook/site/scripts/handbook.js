// Opens answers for those who come by a link, by the search or by paper. Everything can be read without it.
(() => {
  "use strict";

  const answers = () => [...document.querySelectorAll("details.answer")];

  // The answer that an element is in, or the one under its heading.
  const answerOf = (element) =>
    element.closest("details.answer") ??
    (element.nextElementSibling?.matches(".question") ? element.nextElementSibling.querySelector("details.answer") : null);

  // The theme fetches a page again at the first link that stays on it, and when the reader goes back:
  // what was open is opened again.
  const opened = new Map();
  const idOf = (answer) => answer.closest(".question")?.previousElementSibling?.id;
  const openedHere = () => {
    if (!opened.has(location.pathname)) opened.set(location.pathname, new Set());
    return opened.get(location.pathname);
  };
  const remember = (answer) => openedHere()[answer.open ? "add" : "delete"](idOf(answer));
  const reopen = () => answers().forEach((answer) => (answer.open ||= openedHere().has(idOf(answer))));

  const decoded = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return null; // text that is no valid part of an address
    }
  };
  const target = () => document.getElementById(decoded(location.hash.slice(1)) ?? "");

  const openTarget = () => {
    const element = location.hash.length > 1 ? target() : null;
    const answer = element && answerOf(element);
    if (!answer) return;
    answer.open = true;
    element.scrollIntoView();
  };

  const bindButtons = () => {
    for (const bar of document.querySelectorAll(".answer-buttons")) {
      bar.hidden = false;
      for (const button of bar.querySelectorAll("[data-answers]")) {
        button.onclick = () => answers().forEach((answer) => (answer.open = button.dataset.answers === "open"));
      }
    }
  };

  // What overflows can be scrolled by keyboard only if it can have the focus.
  const reachScrollers = () => {
    for (const box of document.querySelectorAll(".md-typeset .formula, .md-typeset pre > code, .md-typeset__scrollwrap, .practice table")) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    }
  };

  const guessWords = () => {
    const input = document.querySelector("[data-not-found]");
    if (!input) return;
    const last = location.pathname.split("/").filter(Boolean).pop() ?? "";
    const words = decoded(last) ?? last.replace(/%[0-9a-f]{2}/gi, " ");
    input.value = words.replace(/\.[a-z]+$/, "").replace(/[-_+]+/g, " ");
  };

  let shut = [];
  const printAll = () => {
    shut = answers().filter((answer) => !answer.open);
    shut.forEach((answer) => (answer.open = true));
  };
  const printed = () => {
    shut.forEach((answer) => (answer.open = false));
    shut = [];
  };

  const arrive = () => {
    bindButtons();
    guessWords();
    reopen();
    openTarget();
    reachScrollers();
  };

  addEventListener("hashchange", openTarget);
  addEventListener("beforeprint", printAll);
  addEventListener("afterprint", printed);
  addEventListener(
    "toggle",
    (event) => {
      if (!event.target.matches("details.answer")) return;
      remember(event.target);
      reachScrollers();
    },
    true,
  );
  addEventListener("handbook:shown", reachScrollers);
  // The theme changes the address without an event when a link stays on the page.
  document.addEventListener("click", (event) => {
    if (event.target.closest?.('a[href*="#"]')) setTimeout(openTarget, 50);
  });
  if (typeof document$ === "undefined") addEventListener("DOMContentLoaded", arrive);
  else document$.subscribe(arrive);
})();
