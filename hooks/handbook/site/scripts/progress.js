// Remembers in this browser how well each question is known, and marks the questions with it.
//
// The rules are those of Sebastian Leitner's boxes ("So lernt man lernen", 1972): every card starts in box 1; known, it moves
// one box up (two, if that was easy); not known, it goes back to box 1. A card of box n is due again after 2^(n-1) days.
(() => {
  "use strict";

  const BOXES = 7;
  const MOVES = { again: (box) => 1, good: (box) => Math.min(box + 1, BOXES), easy: (box) => Math.min(box + 2, BOXES) };
  const BASE = new URL(JSON.parse(document.getElementById("__config").textContent).base.replace(/\/?$/, "/"), location.href);
  const KEY = `handbook-progress:${BASE.pathname}`;
  const DAY = /^\d{4}-\d\d-\d\d$/;

  const two = (number) => String(number).padStart(2, "0");
  const dayIn = (days) => {
    const date = new Date();
    date.setDate(date.getDate() + days);
    return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  };
  const today = () => dayIn(0);
  const named = (day) => new Date(`${day}T12:00`).toLocaleDateString("en", { day: "numeric", month: "short" });

  const isCard = (card) =>
    Number.isInteger(card?.box) && card.box >= 1 && card.box <= BOXES && DAY.test(card.due) && DAY.test(card.last) && Number.isInteger(card.times);

  // Returns the cards of a stored or an imported text; throws where it is no such text.
  const parse = (text) => {
    const data = JSON.parse(text);
    if (data?.format !== 1 || typeof data.cards !== "object" || !data.cards) throw new Error("no progress of this handbook");
    const cards = Object.entries(data.cards).filter(([id]) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id));
    const bad = cards.find(([, card]) => !isCard(card));
    if (bad) throw new Error(`the card of “${bad[0]}” cannot be read`);
    return new Map(cards.map(([id, { box, due, last, times }]) => [id, { box, due, last, times }]));
  };
  const print = (cards) => JSON.stringify({ format: 1, cards: Object.fromEntries([...cards].sort()) }, null, 1);

  let inMemory = null; // where the browser keeps nothing
  const read = () => {
    if (inMemory) return inMemory;
    try {
      const text = localStorage.getItem(KEY);
      return text ? parse(text) : new Map();
    } catch {
      return new Map();
    }
  };
  const write = (cards) => {
    try {
      localStorage.setItem(KEY, print(cards));
    } catch {
      inMemory = cards;
    }
    mark();
  };

  const later = (one, other) => (!other || one.last > other.last || (one.last === other.last && one.times > other.times) ? one : other);

  // Moves what is known of a former id to the id that answers to it now.
  const migrate = () => {
    const cards = read();
    let moved = false;
    for (const { id, formerly = [] } of window.handbookDeck?.questions ?? []) {
      for (const old of formerly) {
        if (!cards.has(old)) continue;
        cards.set(id, later(cards.get(old), cards.get(id)));
        moved = cards.delete(old);
      }
    }
    if (moved) write(cards);
  };

  let loading;
  const deck = () =>
    (loading ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL("deck.js", BASE);
      script.onload = () => {
        migrate();
        resolve(window.handbookDeck);
      };
      script.onerror = () => {
        loading = undefined;
        reject(new Error("the questions could not be loaded"));
      };
      document.head.append(script);
    }));

  const progress = {
    BASE,
    deck,
    persistent: () => !inMemory,
    card: (id) => read().get(id),
    isDue: (id) => (read().get(id)?.due ?? "9") <= today(),
    after: (id, rating) => {
      const box = MOVES[rating](read().get(id)?.box ?? 1);
      return { box, days: 2 ** (box - 1) };
    },
    rate: (id, rating) => {
      const cards = read();
      const { box, days } = progress.after(id, rating);
      cards.set(id, { box, due: dayIn(days), last: today(), times: (cards.get(id)?.times ?? 0) + 1 });
      write(cards);
    },
    count: (ids) => {
      const cards = read();
      const seen = ids.filter((id) => cards.has(id));
      return { seen: seen.length, due: seen.filter((id) => cards.get(id).due <= today()).length };
    },
    exported: () => print(read()),
    // Takes over an exported text: of each card the state that is newer. Returns how many cards it has.
    imported: (text) => {
      const cards = read();
      const others = parse(text);
      for (const [id, card] of others) cards.set(id, later(card, cards.get(id)));
      write(cards);
      migrate();
      return others.size;
    },
    reset: () => write(new Map()),
  };

  const badge = (card) => {
    const element = document.createElement("span");
    const due = card.due <= today();
    element.className = due ? "progress progress--due" : "progress";
    element.textContent = due ? "due" : `box ${card.box}`;
    element.title = `Practiced, in box ${card.box} of ${BOXES}; ${due ? "due today" : `due on ${named(card.due)}`}`;
    return element;
  };

  const idOf = (link) => {
    const url = new URL(link.href, location.href);
    return url.pathname.startsWith(`${BASE.pathname}topics/`) ? url.hash.slice(1) : "";
  };

  const markTopics = async () => {
    const items = [...document.querySelectorAll(".topic-index > li")];
    if (!items.length || !read().size) return;
    const { questions } = await deck();
    for (const item of items) {
      const topic = new URL(item.querySelector("a").href).pathname.split("/").at(-2);
      const { seen, due } = progress.count(questions.filter((question) => question.topic === topic).map(({ id }) => id));
      const size = item.querySelector(".topic-index-size");
      size.querySelector(".progress")?.remove();
      if (!seen) continue;
      const element = document.createElement("span");
      element.className = due ? "progress progress--due" : "progress";
      element.textContent = `${seen} practiced${due ? `, ${due} due` : ""}`;
      size.append(" ", element);
    }
  };

  const mark = () => {
    const cards = read();
    document.querySelectorAll(".question-meta > .progress, .question-list > li > .progress").forEach((element) => element.remove());
    for (const heading of document.querySelectorAll(".question-title[id]")) {
      const card = cards.get(heading.id);
      if (card) heading.nextElementSibling?.querySelector(".question-meta")?.append(badge(card));
    }
    for (const link of document.querySelectorAll(".question-list > li > a")) {
      const card = cards.get(idOf(link));
      if (card) link.parentElement.append(badge(card));
    }
    markTopics().catch(() => {}); // the marks are an extra
  };

  const startPractice = () => {
    const place = document.querySelector("[data-practice]");
    if (!place) return;
    if (window.handbookPractice) {
      window.handbookPractice(place);
      return;
    }
    const script = document.createElement("script");
    script.src = new URL("assets/practice.js", BASE);
    script.onload = () => window.handbookPractice(document.querySelector("[data-practice]"));
    document.head.append(script);
  };

  const arrive = () => {
    mark();
    startPractice();
  };

  window.handbookProgress = progress;
  addEventListener("storage", ({ key }) => key === KEY && mark());
  if (typeof document$ === "undefined") addEventListener("DOMContentLoaded", arrive);
  else document$.subscribe(arrive);
})();
