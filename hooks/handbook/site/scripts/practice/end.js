// The end of a run: what came of it. Nothing is lost by ending early; the run can be gone on with.
const resultOf = (id) => (run.mode === "listen" ? say("heard") : run.ratings[id] ? say(run.ratings[id]) : say("skipped"));

const results = () => {
  const met = [...new Set(run.ids.slice(0, run.at))];
  const title = make("h2", { tabIndex: -1 }, say(met.length ? "done" : "nothing-done"));
  if (!met.length) return [title];
  const row = (id) =>
    make(
      "tr",
      {},
      make("td", {}, make("a", { href: addressOf(byId.get(id)) }, plainTitle(byId.get(id).title))),
      make("td", {}, resultOf(id)),
    );
  const head = [say("question"), say("rated")].map((text) => make("th", { scope: "col" }, text));
  const table = make(
    "table",
    { class: "practice-results" },
    make("thead", {}, make("tr", {}, ...head)),
    make("tbody", {}, ...met.map(row)),
  );
  const known = met.filter((id) => ["good", "easy"].includes(run.ratings[id])).length;
  const sum = run.mode === "listen" ? say("heard-all", { n: met.length }) : say("known", { known, n: met.length });
  return [title, make("p", {}, sum), table];
};

const leave = () => {
  if (run.at >= run.ids.length) run = null;
  keep();
  return setup();
};
const finish = () => {
  quieten();
  stopListening();
  run.ended = true;
  keep();
  const done = run.at >= run.ids.length;
  const goOn = done ? null : button(say("resume", { card: Math.min(run.at + 1, run.size), n: run.size }), resume, PRIMARY);
  const undoes = run.history.length ? keyed("z", say("undo"), undo) : null;
  keys = (key) => (key === "z" ? undo() : false);
  show(
    ...(isInterview(run.mode) && run.at ? reportView() : results()),
    make("p", { class: "practice-after" }, goOn, " ", button(say("more"), leave, done ? PRIMARY : {}), " ", undoes),
  );
  showTrouble();
  place.querySelector("h2[tabindex]")?.focus();
  return true;
};
