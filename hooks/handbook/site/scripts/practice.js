// The page to practice on: choose questions, go through them as cards, rate yourself; or ask somebody else.
(() => {
  "use strict";

  const progress = window.handbookProgress;
  const SIZES = ["5", "10", "20", "all"];
  const RATINGS = [["again", "Again"], ["good", "Good"], ["easy", "Easy"]];
  const RUN = `handbook-practice:${progress.BASE.pathname}`;
  const SECONDS = 60;

  // Makes an element: attributes, properties and "on…" listeners, then children.
  const make = (tag, options = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(options)) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (name in element && name !== "list" && typeof value !== "string") element[name] = value;
      else element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  };
  const button = (label, onclick, options = {}) => make("button", { type: "button", class: "md-button", onclick, ...options }, label);
  const plural = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;

  const shuffled = (items) => {
    const copy = [...items];
    for (let at = copy.length - 1; at > 0; at--) {
      const other = Math.floor(Math.random() * (at + 1));
      [copy[at], copy[other]] = [copy[other], copy[at]];
    }
    return copy;
  };

  let place; // where on the page everything is drawn
  let deck;
  let byId;
  let run = null; // { mode, ids, at, stage, ratings, ticks, again }
  let timer = null;
  let keys = () => false; // what a key does in the present view; tells whether it did something
  const said = make("p", { class: "practice-said", role: "status" });

  const say = (text) => {
    said.textContent = text;
  };
  const show = (...children) => {
    place.replaceChildren(...children, said);
  };
  const keep = () => {
    try {
      if (run) sessionStorage.setItem(RUN, JSON.stringify(run));
      else sessionStorage.removeItem(RUN);
    } catch {
      // then a reload begins anew
    }
  };
  const kept = () => {
    try {
      const old = JSON.parse(sessionStorage.getItem(RUN));
      return old?.ids.every((id) => byId.has(id)) && old.at < old.ids.length ? old : null;
    } catch {
      return null;
    }
  };

  // --- What is chosen: it lives in the address, so that a choice can be kept as a bookmark and shared.

  const chosen = () => {
    const parameters = new URLSearchParams(location.search);
    const mode = parameters.get("mode") === "interviewer" ? "interviewer" : "alone";
    const size = SIZES.includes(parameters.get("size")) ? parameters.get("size") : "10";
    return { mode, size, due: parameters.has("due"), ...Object.fromEntries(["topic", "level", "tag"].map((kind) => [kind, parameters.getAll(kind)])) };
  };
  const choose = (form) => {
    const data = new FormData(form);
    const parameters = new URLSearchParams();
    for (const kind of ["topic", "level", "tag"]) data.getAll(kind).filter(Boolean).forEach((value) => parameters.append(kind, value));
    if (data.get("mode") === "interviewer") parameters.set("mode", "interviewer");
    if (data.get("size") !== "10") parameters.set("size", data.get("size"));
    if (data.has("due")) parameters.set("due", "");
    const query = parameters.toString().replace(/=(?=&|$)/g, "");
    history.replaceState(history.state, "", location.pathname + (query ? `?${query}` : ""));
  };
  const matching = ({ topic, level, tag, due }) =>
    deck.questions.filter(
      (question) =>
        (!topic.length || topic.includes(question.topic)) &&
        (!level.length || level.includes(question.level)) &&
        (!tag.length || question.tags.some((each) => tag.includes(each))) &&
        (!due || progress.isDue(question.id)),
    );

  // --- The first view

  const checkbox = (name, value, label, checked, count) =>
    make("label", {}, make("input", { type: "checkbox", name, value, checked }), ` ${label} `, make("span", { class: "practice-count" }, `${count}`));
  const radio = (name, value, label, checked) => make("label", {}, make("input", { type: "radio", name, value, checked }), ` ${label}`);
  const group = (legend, ...children) => make("fieldset", {}, make("legend", {}, legend), ...children);

  const tags = () => {
    const counts = new Map();
    for (const question of deck.questions) for (const tag of question.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    return [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
  };

  const setup = () => {
    stopTimer();
    run = null;
    keep();
    keys = () => false;
    const choice = chosen();
    const count = make("p", { class: "practice-match", "aria-live": "polite" });
    const start = make("button", { type: "submit", class: "md-button md-button--primary" }, "Start");
    const update = () => {
      const found = matching(chosen()).length;
      const size = chosen().size;
      const cards = size === "all" ? found : Math.min(found, Number(size));
      count.textContent = found ? `${plural(found, "question")} match${found === 1 ? "es" : ""}; ${plural(cards, "card")} in this run.` : "No question matches.";
      start.disabled = !found;
    };
    const all = deck.questions;
    const form = make(
      "form",
      {
        class: "practice-form",
        onchange: () => {
          choose(form);
          update();
        },
        onsubmit: (event) => {
          event.preventDefault();
          begin(matching(chosen()), chosen());
        },
      },
      group("Mode", radio("mode", "alone", "Practice alone", choice.mode === "alone"), radio("mode", "interviewer", "Interview somebody", choice.mode === "interviewer")),
      group(
        "Topics",
        ...deck.topics.map(({ id, title }) => checkbox("topic", id, title, choice.topic.includes(id), all.filter((question) => question.topic === id).length)),
      ),
      group(
        "Levels",
        ...deck.levels.map(({ id: level, title }) => checkbox("level", level, title, choice.level.includes(level), all.filter((question) => question.level === level).length)),
      ),
      make(
        "details",
        { class: "practice-tags", open: choice.tag.length > 0 },
        make("summary", {}, "Tags"),
        group("Tags", ...tags().map(([tag, number]) => checkbox("tag", tag, tag, choice.tag.includes(tag), number))),
      ),
      group("Cards", ...SIZES.map((size) => radio("size", size, size, choice.size === size)), checkbox("due", "1", "only those due for review", choice.due, progress.count(all.map(({ id }) => id)).due)),
      make("p", { class: "practice-hint" }, "Without a choice of topics, levels or tags, all of them are in."),
      count,
      start,
    );
    show(pile(), form, keeping());
    update();
  };

  // Today's reviews, over all topics.
  const pile = () => {
    const due = deck.questions.filter(({ id }) => progress.isDue(id));
    const { seen } = progress.count(deck.questions.map(({ id }) => id));
    const text = `${seen} of ${deck.questions.length} questions practiced. ${due.length ? `${plural(due.length, "card")} due today.` : seen ? "Nothing is due today." : ""}`;
    const review = due.length ? button("Review them", () => begin(due, { ...chosen(), size: "all", mode: "alone" }), { class: "md-button md-button--primary" }) : null;
    return make("div", { class: "practice-pile" }, make("p", {}, text), review);
  };

  const keeping = () => {
    const file = make("input", { type: "file", accept: ".json,application/json", class: "practice-file", "aria-label": "File with progress to import", onchange: () => take(file) });
    return make(
      "details",
      { class: "practice-keeping" },
      make("summary", {}, "Your progress: export, import, reset"),
      make("p", {}, progress.persistent() ? "It is kept in this browser only. Take it to another one as a file." : "This browser keeps nothing between visits: export your progress before you go."),
      make("p", {}, button("Export", give), " ", make("label", { class: "md-button practice-import" }, "Import", file), " ", button("Reset", forget)),
    );
  };
  const give = () => {
    const url = URL.createObjectURL(new Blob([progress.exported()], { type: "application/json" }));
    const link = make("a", { href: url, download: "handbook-progress.json" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    say("Your progress was exported as handbook-progress.json.");
  };
  const take = async (file) => {
    try {
      const count = progress.imported(await file.files[0].text());
      setup();
      say(`${plural(count, "card")} imported.`);
    } catch (error) {
      say(`This file was not imported: ${error instanceof SyntaxError ? "it is no JSON" : error.message}. Choose one that was exported here.`);
      file.value = "";
    }
  };
  const forget = () => {
    if (!confirm("Forget all progress that this browser keeps?")) return;
    progress.reset();
    setup();
    say("All progress was forgotten.");
  };

  // --- A run of cards

  const begin = (questions, { size, mode }) => {
    const ids = shuffled(questions.map(({ id }) => id)).slice(0, size === "all" ? undefined : Number(size));
    run = { mode, ids, at: 0, stage: 0, ratings: {}, ticks: {} };
    draw();
  };

  // The parts of an answer as its topic's page has them, with addresses that are right here.
  const pages = new Map();
  const contentOf = async ({ id, topic }) => {
    const url = new URL(`topics/${topic}/`, progress.BASE);
    if (!pages.has(topic)) {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`status ${response.status}`);
      pages.set(topic, new DOMParser().parseFromString(await response.text(), "text/html"));
    }
    const answer = pages.get(topic).getElementById(id).nextElementSibling.querySelector("details.answer").cloneNode(true);
    for (const [selector, name] of [["[href]", "href"], ["[src]", "src"]]) {
      for (const element of answer.querySelectorAll(selector)) element.setAttribute(name, new URL(element.getAttribute(name), url));
    }
    answer.querySelector("summary").remove();
    answer.querySelectorAll(".question-end").forEach((element) => element.remove());
    return answer;
  };

  const questionOf = () => byId.get(run.ids[run.at]);
  const titleOf = (question) => make("h2", { tabIndex: -1, class: "practice-question" }, ...question.title.split(/`([^`]+)`/).map((part, at) => (at % 2 ? make("code", {}, part) : part)));

  const draw = async () => {
    keep();
    const question = questionOf();
    const title = titleOf(question);
    const topic = deck.topics.find(({ id }) => id === question.topic).title;
    const body = make("div", { class: "practice-body md-typeset" });
    const where = make("p", { class: "practice-where" }, `Card ${run.at + 1} of ${run.ids.length} · ${topic} · ${deck.levels.find(({ id }) => id === question.level).title}`);
    const card = make("section", { class: "practice-card", "aria-label": "Card" }, where, title, clock(), body);
    show(card, make("p", { class: "practice-end" }, button("Skip", () => next(), { "aria-keyshortcuts": "x" }), " ", button("End", finish, { "aria-keyshortcuts": "Escape" })));
    title.focus();
    keys = (key) => (key === "x" ? next() : key === "Escape" ? finish() : key === "t" ? toggleTimer() : bodyKeys(key));
    let answer = null;
    try {
      answer = await contentOf(question);
    } catch {
      answer = null; // from disk, or gone: the page itself has it
    }
    if (run && questionOf() === question && body.isConnected) (run.mode === "interviewer" ? interview : ask)(body, question, answer);
  };

  let bodyKeys = () => false;

  const elsewhere = (question) =>
    make("p", {}, "The answer cannot be shown here. ", make("a", { href: new URL(`topics/${question.topic}/${location.protocol === "file:" ? "index.html" : ""}#${question.id}`, progress.BASE), target: "_blank" }, "Open it on its page"), ".");

  const partsOf = (answer) => {
    const short = answer.querySelector(".short");
    short.querySelector(".label")?.remove();
    const points = [...answer.querySelectorAll(".key-points > li")];
    answer.querySelector(".key-points")?.closest(".part").remove();
    short.remove();
    for (const element of answer.querySelectorAll(".next-question")) element.remove();
    return { short, points, rest: [...answer.childNodes] };
  };

  const ticksFor = (question, points) =>
    make(
      "fieldset",
      { class: "practice-points" },
      make("legend", {}, "What the interviewer listens for"),
      ...points.map((point, at) => {
        const ticks = () => (run.ticks[question.id] ??= []);
        const box = make("input", {
          type: "checkbox",
          checked: ticks().includes(at),
          onchange: () => {
            run.ticks[question.id] = box.checked ? [...ticks(), at] : ticks().filter((other) => other !== at);
            keep();
          },
        });
        return make("label", {}, box, make("span", {}, ...point.childNodes));
      }),
    );

  // Practicing alone: first the question, then the short answer, then everything, then how well it went.
  const ask = (body, question, answer) => {
    const { short, points, rest } = answer ? partsOf(answer) : { short: elsewhere(question), points: [], rest: [] };
    const steps = make("p", { class: "practice-steps" });
    const rating = rate(question);
    const listened = points.length ? [ticksFor(question, points)] : [];
    const reveal = (stage, focus) => {
      run.stage = stage;
      keep();
      const shown = [
        ...(stage > 0 ? [make("h3", { tabIndex: -1 }, "In 60 seconds"), short] : []),
        ...(stage > 1 ? [make("h3", { tabIndex: -1 }, "The full answer"), ...rest] : []),
        ...(stage > 0 ? listened : []),
      ];
      steps.replaceChildren(
        ...(stage === 0 ? [button("Show the short answer", () => reveal(1, true), { class: "md-button md-button--primary", "aria-keyshortcuts": "Space" })] : []),
        ...(stage === 1 && rest.length ? [button("Show the full answer", () => reveal(2, true), { "aria-keyshortcuts": "Space" })] : []),
      );
      body.replaceChildren(...shown, steps, ...(stage > 0 ? [rating] : []));
      dispatchEvent(new Event("handbook:shown"));
      if (stage > 0) stopTimer();
      if (focus) body.querySelectorAll("h3[tabindex]")[stage - 1]?.focus();
      bodyKeys = (key) => {
        if (key === " " && stage < (rest.length ? 2 : 1)) return reveal(stage + 1, true);
        const chosen = stage > 0 && RATINGS[Number(key) - 1];
        return chosen ? done(question, chosen[0]) : false;
      };
    };
    reveal(run.stage, false);
  };

  const rate = (question) =>
    make(
      "div",
      { class: "practice-rating", role: "group", "aria-label": "How well did you know it?" },
      make("p", {}, "How well did you know it?"),
      ...RATINGS.map(([rating, label], at) => {
        const { days } = progress.after(question.id, rating);
        return button(make("span", {}, label, make("small", {}, `in ${plural(days, "day")}`)), () => done(question, rating), { class: `md-button practice-${rating}`, "aria-keyshortcuts": `${at + 1}` });
      }),
    );

  const done = (question, rating) => {
    if (!(question.id in run.ratings)) progress.rate(question.id, rating); // the first answer of a run is the one that counts
    run.ratings[question.id] ??= rating;
    if (rating === "again") run.ids.push(question.id);
    next();
  };

  // Asking somebody else: everything that the one who asks wants to see, the answer at hand.
  const interview = (body, question, answer) => {
    if (!answer) {
      body.replaceChildren(elsewhere(question));
    } else {
      const { short, points, rest } = partsOf(answer);
      const prompts = [...answer.querySelectorAll(".part:is([data-part=misconceptions], [data-part=follow-ups])")];
      body.replaceChildren(
        ticksFor(question, points),
        ...prompts,
        make("details", { class: "practice-answer" }, make("summary", {}, "Answer"), short, ...rest),
      );
    }
    body.append(make("p", { class: "practice-steps" }, button(run.at + 1 < run.ids.length ? "Next question" : "Finish", () => next(), { class: "md-button md-button--primary", "aria-keyshortcuts": "Space" })));
    body.querySelector(".practice-answer")?.addEventListener("toggle", () => dispatchEvent(new Event("handbook:shown")));
    bodyKeys = (key) => (key === " " ? next() : false);
  };

  const next = () => {
    stopTimer();
    run.at += 1;
    run.stage = 0;
    if (run.at < run.ids.length) draw();
    else finish();
    return true;
  };

  // --- The end of a run

  const finish = () => {
    stopTimer();
    const { mode, ids, at, ratings, ticks } = run;
    const met = [...new Set(ids.slice(0, at))];
    run = null;
    keep();
    keys = () => false;
    const row = (id) => {
      const question = byId.get(id);
      const link = make("a", { href: new URL(`topics/${question.topic}/#${id}`, progress.BASE) }, question.title.replaceAll("`", ""));
      const result = mode === "interviewer" ? plural((ticks[id] ?? []).length, "point") : (RATINGS.find(([rating]) => rating === ratings[id])?.[1] ?? "skipped");
      return make("tr", {}, make("td", {}, link), make("td", {}, result));
    };
    const title = make("h2", { tabIndex: -1 }, met.length ? "Done" : "Nothing done yet");
    const table = make("table", { class: "practice-results" }, make("thead", {}, make("tr", {}, make("th", {}, "Question"), make("th", {}, mode === "interviewer" ? "Ticked" : "Rated"))), make("tbody", {}, ...met.map(row)));
    const known = met.filter((id) => ["good", "easy"].includes(ratings[id])).length;
    show(
      title,
      ...(met.length ? [make("p", {}, mode === "interviewer" ? `${plural(met.length, "question")} asked.` : `${known} of ${plural(met.length, "question")} known at the first try.`), table] : []),
      make("p", {}, button("Practice more", setup, { class: "md-button md-button--primary" })),
    );
    title.focus();
    return true;
  };

  // --- The clock of the 60-second answer

  let face;
  const clock = () => {
    face = make("span", { class: "practice-time", role: "timer" }, `${SECONDS} s`);
    return make("p", { class: "practice-clock" }, button("Start the clock", toggleTimer, { "aria-keyshortcuts": "t" }), " ", face);
  };
  const toggleTimer = () => {
    if (timer) {
      stopTimer();
      return true;
    }
    const end = performance.now() + SECONDS * 1000;
    const starter = face.previousElementSibling;
    starter.textContent = "Stop the clock";
    const tick = () => {
      const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
      face.textContent = `${left} s`;
      face.classList.toggle("practice-time--over", left === 0);
      if (left > 0) return;
      stopTimer();
      say("Sixty seconds are over.");
    };
    timer = setInterval(tick, 250);
    say("The clock runs.");
    return true;
  };
  const stopTimer = () => {
    clearInterval(timer);
    timer = null;
    if (face?.previousElementSibling) face.previousElementSibling.textContent = "Start the clock";
  };

  // --- Keys: only while a card is shown, and never while something else has them

  const takesKeys = (element) => element?.matches?.("a, button, summary, select, textarea, input:not([type=checkbox])");
  document.addEventListener(
    "keydown",
    (event) => {
      if (!run || !place?.isConnected || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("[data-md-toggle=search]")?.checked) return;
      if (event.key === " " && (takesKeys(document.activeElement) || document.activeElement?.matches?.("input"))) return;
      if (event.key !== " " && document.activeElement?.matches?.("input:not([type=checkbox]), textarea, select")) return;
      if (keys(event.key) === false) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    true,
  );

  window.handbookPractice = async (element) => {
    place = element;
    try {
      deck = await progress.deck();
    } catch (error) {
      place.replaceChildren(make("p", {}, `Practicing is not possible now: ${error.message}. Load the page again when there is a network.`));
      return;
    }
    byId = new Map(deck.questions.map((question) => [question.id, question]));
    run = kept();
    if (run) draw();
    else setup();
  };
})();
