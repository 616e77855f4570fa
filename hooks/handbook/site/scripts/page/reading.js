// How much of an answer is shown: the short answer, the full one with its other parts folded, or everything.
// A reader's choice is kept in the browser and in the address: ?view=short, full or everything.
(() => {
  "use strict";

  const say = window.handbookWords;
  const VIEWS = ["short", "full", "everything"];
  const BASE = new URL(JSON.parse(document.getElementById("__config").textContent).base.replace(/\/?$/, "/"), location.href);
  const KEY = `handbook-reading:${BASE.pathname}`;

  const { all, idOf } = window.handbookAnswers;
  const bar = () => document.querySelector(".topic-bar");

  const taste = { view: null, parts: [] }; // what the reader likes: a view, and which parts are open in the full one
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    if (VIEWS.includes(kept?.view)) taste.view = kept.view;
    if (Array.isArray(kept?.parts)) taste.parts = kept.parts;
  } catch {
    // then every page begins with the same
  }
  const keep = () => {
    try {
      localStorage.setItem(KEY, JSON.stringify(taste));
    } catch {
      // then it holds for this page
    }
  };

  const given = () => VIEWS.find((view) => view === new URLSearchParams(location.search).get("view"));
  let view = "full";

  // --- One answer

  const moreOf = (answer) => answer.querySelector(":scope > .more");
  const button = (answer) => {
    const element = document.createElement("button");
    Object.assign(element, { type: "button", className: "show-more", textContent: say("view.more") });
    element.onclick = () => widen(answer, "full", true);
    return element;
  };
  const fold = (answer) => {
    moreOf(answer)?.setAttribute("hidden", "until-found");
    if (!answer.querySelector(":scope > .show-more")) answer.querySelector(":scope > .short").after(button(answer));
  };
  const widen = async (answer, how, asked) => {
    if (!moreOf(answer) && !(await fetchMore(answer))) return;
    answer.querySelector(":scope > .show-more")?.remove();
    const more = moreOf(answer);
    more.hidden = false;
    for (const part of more.querySelectorAll(".part"))
      part.open = how === "everything" || taste.parts.includes(part.dataset.part);
    if (asked) {
      more.tabIndex = -1;
      more.focus({ preventScroll: true });
    }
  };
  const dress = (answer) => (view === "short" ? fold(answer) : widen(answer, view));

  // On a page of links the full answer comes from the topic's page, when it is asked for.
  const pages = new Map();
  const fetchMore = async (answer) => {
    const url = new URL(answer.dataset.from, location.href).href;
    try {
      if (!pages.has(url))
        pages.set(
          url,
          fetch(url).then((response) => (response.ok ? response.text() : Promise.reject(new Error(response.status)))),
        );
      const page = new DOMParser().parseFromString(await pages.get(url), "text/html");
      const more = page.getElementById(idOf(answer)).nextElementSibling.querySelector(".more");
      for (const name of ["href", "src"]) {
        for (const element of more.querySelectorAll(`[${name}]`))
          element.setAttribute(name, new URL(element.getAttribute(name), url));
      }
      if (!moreOf(answer)) answer.append(document.adoptNode(more));
      dispatchEvent(new Event("handbook:shown"));
      return true;
    } catch {
      pages.delete(url);
      const link = Object.assign(document.createElement("a"), {
        href: `${url}#${idOf(answer)}`,
        textContent: say("view.there"),
      });
      const said = Object.assign(document.createElement("p"), { className: "show-more" });
      said.append(`${say("view.failed")} `, link);
      answer.querySelector(":scope > .show-more")?.remove();
      answer.querySelector(":scope > .short").after(said);
      return false;
    }
  };

  // --- The switch

  const press = () => {
    for (const each of document.querySelectorAll(".view [data-view]"))
      each.setAttribute("aria-pressed", String(each.dataset.view === view));
  };
  const choose = (chosen) => {
    view = taste.view = chosen;
    keep();
    const address = new URL(location);
    address.searchParams.set("view", view);
    history.replaceState(history.state, "", address);
    press();
    const open = all().some((answer) => answer.open);
    for (const answer of all()) {
      if (answer.open || !answer.classList.contains("peek")) dress(answer);
      if (!open) answer.open = true;
    }
  };

  const arrive = () => {
    view = given() ?? (bar()?.dataset.view || taste.view) ?? "full";
    for (const group of document.querySelectorAll(".view")) {
      for (const each of group.querySelectorAll("[data-view]")) each.onclick = () => choose(each.dataset.view);
    }
    press();
    for (const answer of document.querySelectorAll(".question details.answer")) dress(answer);
    for (const answer of document.querySelectorAll("details.answer.peek")) fold(answer);
    if (given() && location.hash.length < 2) for (const answer of all()) answer.open = true;
  };

  addEventListener(
    "toggle",
    ({ target }) => {
      if (target.matches("details.answer.peek") && target.open) dress(target);
    },
    true,
  );
  addEventListener("beforematch", ({ target }) => {
    const answer = target.matches?.(".more") ? target.closest("details.answer") : null;
    answer?.querySelector(":scope > .show-more")?.remove();
  });
  // The parts that a reader opens in one answer are open in those that are read next.
  document.addEventListener("click", (event) => {
    const part = event.target.closest?.(".part > summary")?.parentElement;
    if (!part) return;
    const { part: name } = part.dataset;
    taste.parts = part.open ? taste.parts.filter((other) => other !== name) : [...new Set([...taste.parts, name])];
    keep();
    for (const answer of all()) {
      if (answer.open || view !== "full") continue;
      for (const other of answer.querySelectorAll(`.part[data-part="${name}"]`)) other.open = taste.parts.includes(name);
    }
  });

  window.handbookPage.there(arrive);
})();
