// The end of a run: what came of it. Nothing is lost by ending early; the run can be gone on with.
const resultOf = (id) => {
  if (run.mode === "interviewer") return say("points-named", { n: (run.ticks[id] ?? []).length });
  return run.ratings[id] ? say(run.ratings[id]) : say("skipped");
};

const finish = () => {
  stopTimer();
  run.ended = true;
  const done = run.at >= run.ids.length;
  const met = [...new Set(run.ids.slice(0, run.at))];
  const row = (id) => make("tr", {}, make("td", {}, make("a", { href: addressOf(byId.get(id)) }, plainTitle(byId.get(id).title))), make("td", {}, resultOf(id)));
  const head = [say("question"), say(run.mode === "interviewer" ? "ticked" : "rated")].map((text) => make("th", {}, text));
  const table = make("table", { class: "practice-results" }, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...met.map(row)));
  const known = met.filter((id) => ["good", "easy"].includes(run.ratings[id])).length;
  const sum = run.mode === "interviewer" ? say("asked", { n: met.length }) : say("known", { known, n: met.length });
  const title = make("h2", { tabIndex: -1 }, say(met.length ? "done" : "nothing-done"));
  const goOn = done ? null : button(say("resume", { card: Math.min(run.at + 1, run.size), n: run.size }), resume, PRIMARY);
  const undoes = run.history.length ? keyed("z", say("undo"), undo) : null;
  keep();
  if (done) sessionForget();
  keys = (key) => (key === "z" ? undo() : false);
  show(title, ...(met.length ? [make("p", {}, sum), table] : []), make("p", { class: "practice-after" }, goOn, " ", button(say("more"), () => setup(), done ? PRIMARY : {}), " ", undoes));
  showTrouble();
  title.focus();
  return true;
};
const sessionForget = () => {
  try {
    sessionStorage.removeItem(RUN);
  } catch {
    // nothing was kept
  }
};
