// The report of an interview: which key points were named and which were missed, what was said, and where to read on.
const SHEET =
  "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:44rem;padding:0 1rem}h3{margin-bottom:0}ul{list-style:none;padding:0}small,.practice-where{color:#555}blockquote,.practice-said-then{border-left:3px solid #999;margin-left:0;padding-left:1rem;white-space:pre-wrap}";

const verdict = (question, points) => {
  const ticks = run.ticks[question.id] ?? [];
  const item = (point, at) => {
    const named = ticks.includes(at);
    return make(
      "li",
      { class: named ? "practice-named" : "practice-missed" },
      make("strong", {}, named ? `✓ ${say("named")}: ` : `✗ ${say("missed")}: `),
      make("span", {}, ...point.childNodes),
    );
  };
  const items = points.map(item);
  return make(
    "ul",
    { class: "practice-verdict" },
    ...items.filter(({ className }) => className === "practice-missed"),
    ...items.filter(({ className }) => className === "practice-named"),
  );
};

const factsOf = (question) => {
  const all = run.points[question.id] ?? 0;
  const named = (run.ticks[question.id] ?? []).length;
  const topic = deck.topics.find(({ id }) => id === question.topic).title;
  const level = deck.levels.find(({ id }) => id === question.level)?.title ?? question.level;
  const seconds = run.seconds[question.id];
  return [topic, level, all ? say("named-of", { named, n: all }) : "", seconds ? say("answered-in", { n: seconds }) : ""]
    .filter(Boolean)
    .join(" · ");
};

const aboutQuestion = (id) => {
  const question = byId.get(id);
  const points = make("div", {});
  contentOf(question).then(
    (answer) => points.append(verdict(question, partsOf(answer).points)),
    () => {},
  ); // the figures stand without it
  const quoted = (label, text) =>
    text?.trim()
      ? [make("p", {}, make("strong", {}, say(label))), make("p", { class: "practice-said-then", dir: "auto" }, text.trim())]
      : [];
  return make(
    "article",
    {},
    make("h3", {}, make("a", { href: addressOf(question) }, ...titled(question.title))),
    make("p", { class: "practice-where" }, factsOf(question)),
    points,
    ...quoted("your-answer", run.mode === "mock" ? run.typed[id] : ""),
    ...quoted("notes", run.notes[id]),
  );
};

const missedIds = (ids) => ids.filter((id) => (run.ticks[id] ?? []).length < (run.points[id] ?? 0));
const askedIds = () => {
  const skips = new Set(run.history.filter((step) => step.skipped).map(({ id }) => id));
  return [...new Set(run.ids.slice(0, run.at))].filter((id) => !skips.has(id));
};

const reportOf = (ids) => {
  const all = ids.reduce((sum, id) => sum + (run.points[id] ?? 0), 0);
  const named = ids.reduce((sum, id) => sum + (run.ticks[id] ?? []).length, 0);
  const day = progress.schedule.isDay(run.date)
    ? new Date(`${run.date}T12:00`).toLocaleDateString(language(), { dateStyle: "long" })
    : "";
  const facts = [
    deck.handbook,
    run.candidate,
    day,
    say("asked", { n: ids.length }),
    all ? say("named-of", { named, n: all }) : "",
  ]
    .filter(Boolean)
    .join(" · ");
  const overall = run.notes[""]?.trim();
  return make(
    "section",
    { class: "practice-report" },
    make("h2", { tabIndex: -1 }, say(run.mode === "mock" ? "report-mock" : "report-interview")),
    make("p", { class: "practice-facts" }, facts),
    ...(overall ? [make("p", { class: "practice-said-then", dir: "auto" }, overall)] : []),
    ...ids.map(aboutQuestion),
  );
};

const saveReport = (section) => {
  const title = [say("report"), run.candidate, run.date].filter(Boolean).join(" ");
  const page = document.implementation.createHTMLDocument(title);
  page.documentElement.lang = language();
  page.head.append(
    make("meta", { charset: "utf-8" }),
    make("meta", { name: "viewport", content: "width=device-width" }),
    make("style", {}, SHEET),
  );
  page.body.append(section.cloneNode(true));
  download(
    `${title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-")}.html`,
    `<!doctype html>\n${page.documentElement.outerHTML}\n`,
    "text/html",
  );
};

const reportView = () => {
  const ids = askedIds();
  const missed = missedIds(ids);
  let section = reportOf(ids);
  const overall = notesOf("", "overall");
  overall.addEventListener("change", () => {
    const anew = reportOf(ids);
    section.replaceWith(anew);
    section = anew;
  });
  const again =
    run.mode === "mock" && missed.length
      ? button(say("practice-missed", { n: missed.length }), () => begin(missed, "alone"))
      : null;
  return [
    section,
    ...(run.mode === "mock" ? [] : [overall]),
    make(
      "p",
      { class: "practice-take" },
      button(say("report-save"), () => saveReport(section), PRIMARY),
      " ",
      button(say("report-print"), () => print()),
      " ",
      again,
    ),
  ];
};

// The interviews that this browser keeps: opened again, gone on with, deleted.
const openInterview = (old) => {
  const found = renewed(old);
  if (!found) return tell(say("report-gone"));
  run = found;
  finish();
};
const reports = (open) => {
  const all = progress.interviews();
  if (!all.length) return null;
  const row = (one) => {
    const name = [
      say(one.mode === "mock" ? "mock" : "report-interview"),
      one.candidate,
      dayName(one.date ?? one.began.slice(0, 10)),
      say("asked", { n: one.at ?? 0 }),
    ]
      .filter(Boolean)
      .join(" · ");
    const drop = () =>
      confirm(say("report-sure")) &&
      (progress.dropInterview(one.began), run?.began === one.began && ((run = null), keep()), setup({ open: "reports" }));
    const small = { class: "md-button practice-small" };
    return make(
      "li",
      {},
      `${name} `,
      button(say("report-open"), () => openInterview(one), { ...small, "aria-label": `${say("report-open")}: ${name}` }),
      " ",
      button(say("report-drop"), drop, { ...small, "aria-label": `${say("report-drop")}: ${name}` }),
    );
  };
  return folded("reports", open, make("ul", { class: "practice-rows" }, ...all.reverse().map(row)));
};
