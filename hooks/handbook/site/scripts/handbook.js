// Opens answers for those who come by a link, by the search or by paper. Everything can be read without it.
(() => {
  "use strict";

  const say = window.handbookWords;
  const PAPER = 640; // how many pixels of the narrowest sheet are between its margins

  const answers = () => [...document.querySelectorAll("details.answer")];
  const idOf = (answer) => answer.dataset.question ?? answer.closest(".question")?.previousElementSibling?.id;
  const titleOf = (heading) =>
    [...heading.childNodes]
      .filter((node) => !node.matches?.(".headerlink"))
      .map((node) => node.textContent)
      .join("")
      .trim();

  // The answer that an element is in, or the one under its heading.
  const answerOf = (element) =>
    element.closest("details.answer") ??
    (element.nextElementSibling?.matches(".question") ? element.nextElementSibling.querySelector("details.answer") : null);

  const decoded = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return null; // text that is no valid part of an address
    }
  };
  const target = () => (location.hash.length > 1 ? document.getElementById(decoded(location.hash.slice(1)) ?? "") : null);

  // Opens all that hides an element.
  const reveal = (element) => {
    for (let at = element; at; at = at.parentElement) {
      if (at.matches("details") && at !== element) at.open = true;
      if (at.hidden === "until-found") at.hidden = false;
    }
    const answer = answerOf(element);
    if (answer) answer.open = true;
  };
  const openTarget = () => {
    const element = target();
    if (element?.matches(".topic-later li")) location.replace(element.querySelector("a").href); // it has moved to another page
    if (!element || !answerOf(element)) return;
    reveal(element);
    element.scrollIntoView();
  };

  const bindButtons = () => {
    for (const bar of document.querySelectorAll(".answer-buttons")) {
      for (const button of bar.querySelectorAll("[data-answers]")) {
        button.onclick = () => answers().forEach((answer) => (answer.open = button.dataset.answers === "open"));
      }
    }
  };

  // What overflows can be scrolled by keyboard only if it can have the focus. It is measured once it is drawn, wherever on the page.
  const drawn = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries)
        if (isIntersecting && target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    },
    { rootMargin: "1000000px" },
  );
  const reachScrollers = () => {
    drawn.disconnect();
    for (const box of document.querySelectorAll(
      ".md-typeset :is(div.formula, pre > code, .md-typeset__scrollwrap, .tabbed-labels), .practice table",
    ))
      drawn.observe(box);
  };

  const guessWords = () => {
    const input = document.querySelector("[data-not-found]");
    if (!input) return;
    const last = location.pathname.split("/").filter(Boolean).pop() ?? "";
    const words = decoded(last) ?? last.replace(/%[0-9a-f]{2}/gi, " ");
    input.value = words.replace(/\.[a-z]+$/, "").replace(/[-_+]+/g, " ");
  };

  // Names of links and buttons that many questions share say which question they belong to.
  const nameLinks = () => {
    for (const link of document.querySelectorAll(".headerlink"))
      link.title = link.ariaLabel = say("question.copy-link", { question: titleOf(link.parentElement) });
    for (const summary of document.querySelectorAll(".uses > summary"))
      summary.ariaLabel = `${summary.closest("dd").previousElementSibling.firstChild.data.trim()}: ${summary.textContent}`;
  };
  const nameCopies = (answer) => {
    const heading = answer.closest(".question")?.previousElementSibling;
    for (const button of heading ? answer.querySelectorAll("[data-clipboard-target]") : [])
      button.ariaLabel = say("question.copy-code", { question: titleOf(heading) });
  };

  // The sign beside a heading copies the heading's address, where the browser lets it.
  const copyLink = (link) => {
    navigator.clipboard?.writeText(link.href).then(
      () => typeof alert$ !== "undefined" && alert$.next(say("question.copied")),
      () => {},
    );
  };

  let shut = [];
  let shrunk = [];
  const printAll = () => {
    shut = [...document.querySelectorAll("details.answer:not([open]), .answer details:not([open]), .more[hidden]")];
    for (const part of shut) part.matches("details") ? (part.open = true) : (part.hidden = false);
    // A formula cannot be broken: one that is wider than the sheet is made smaller.
    shrunk = [...document.querySelectorAll(".formula")].filter((formula) => formula.scrollWidth > PAPER);
    for (const formula of shrunk) formula.style.fontSize = `${Math.floor((100 * PAPER) / formula.scrollWidth)}%`;
  };
  const printed = () => {
    for (const part of shut) part.matches("details") ? (part.open = false) : part.setAttribute("hidden", "until-found");
    for (const formula of shrunk) formula.style.fontSize = "";
    [shut, shrunk] = [[], []];
  };

  const arrive = () => {
    bindButtons();
    guessWords();
    nameLinks();
    reachScrollers();
  };

  addEventListener("hashchange", () => window.handbookPlaces?.returning() || openTarget());
  addEventListener("beforeprint", printAll);
  addEventListener("afterprint", printed);
  addEventListener(
    "toggle",
    (event) => {
      if (!event.target.matches("details.answer")) return;
      if (event.target.open) setTimeout(nameCopies, 300, event.target);
    },
    true,
  );
  addEventListener("handbook:shown", reachScrollers);
  addEventListener("resize", reachScrollers);
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest?.('a[href*="#"]');
      if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
        return;
      if (link.matches(".headerlink")) copyLink(link);
      const card = link.closest(".practice");
      const inCard = card?.querySelector(`[id="${CSS.escape(decoded(link.hash.slice(1)) ?? "")}"]`);
      if (inCard) {
        event.preventDefault();
        event.stopImmediatePropagation();
        inCard.scrollIntoView({ block: "center" });
        return;
      }
      // The theme changes the address without an event when a link stays on the page.
      if (new URL(link.href).pathname === location.pathname) setTimeout(openTarget, 50);
    },
    true,
  );

  window.handbookAnswers = { all: answers, idOf, titleOf, answerOf, openTarget };
  window.handbookPage.there(arrive);
})();
