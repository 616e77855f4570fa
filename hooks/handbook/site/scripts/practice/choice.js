// What is chosen lives in the address, so that a choice can be kept as a bookmark and shared.
const SIZES = ["5", "10", "20", "all"];
const KINDS = ["topic", "level", "tag"];
const MODES = ["alone", "mock", "listen", "interviewer"];
// What a choice can be limited to; a question that one of the chosen ones holds for is in.
const ONLY = {
  due: ({ id }) => progress.isDue(id),
  marked: ({ id }) => progress.isMarked(id),
  weak: ({ id }) => isWeak(progress.card(id)),
  changed: (question) => progress.isChanged(question),
};

const chosen = () => {
  const parameters = new URLSearchParams(location.search);
  const mode = MODES.includes(parameters.get("mode")) ? parameters.get("mode") : "alone";
  const size = SIZES.includes(parameters.get("size")) ? parameters.get("size") : "10";
  return {
    mode,
    size,
    only: Object.keys(ONLY).filter((name) => parameters.has(name)),
    ...Object.fromEntries(KINDS.map((kind) => [kind, parameters.getAll(kind)])),
  };
};
const isChosen = () =>
  ["mode", "size", ...Object.keys(ONLY), ...KINDS].some((name) => new URLSearchParams(location.search).has(name));
const choose = (form) => {
  const data = new FormData(form);
  const parameters = new URLSearchParams();
  for (const kind of KINDS)
    data
      .getAll(kind)
      .filter(Boolean)
      .forEach((value) => parameters.append(kind, value));
  if (data.get("mode") !== "alone") parameters.set("mode", data.get("mode"));
  if (data.get("size") !== "10") parameters.set("size", data.get("size"));
  for (const name of Object.keys(ONLY)) if (data.has(name)) parameters.set(name, "");
  const query = parameters.toString().replace(/=(?=&|$)/g, "");
  history.replaceState(history.state, "", location.pathname + (query ? `?${query}` : ""));
};
const matching = ({ topic, level, tag, only }) =>
  deck.questions.filter(
    (question) =>
      (!topic.length || topic.includes(question.topic)) &&
      (!level.length || level.includes(question.level)) &&
      (!tag.length || question.tags.some((each) => tag.includes(each))) &&
      (!only.length || only.some((name) => ONLY[name](question))) &&
      !progress.isSuspended(question.id),
  );

const shuffled = (items) => {
  const copy = [...items];
  for (let at = copy.length - 1; at > 0; at--) {
    const other = Math.floor(Math.random() * (at + 1));
    [copy[at], copy[other]] = [copy[other], copy[at]];
  }
  return copy;
};

// The cards of a run: an interview asks at random, a voice keeps to the handbook's order. Else first what is due, the weakest in front, then what was never seen, then what was seen longest ago.
const picked = (questions, { size, mode }) => {
  const ids = questions.map(({ id }) => id);
  const count = size === "all" ? undefined : Number(size);
  if (mode === "listen") return ids.slice(0, count);
  if (mode !== "alone") return shuffled(ids).slice(0, count);
  const seen = ids.filter((id) => progress.card(id)).map((id) => [id, progress.card(id)]);
  const due = seen.filter(([id]) => progress.isDue(id)).sort(weakest);
  const rest = seen.filter(([id]) => !progress.isDue(id)).sort(leastRecent);
  const unseen = shuffled(ids.filter((id) => !progress.card(id)));
  return [...due.map(([id]) => id), ...unseen, ...rest.map(([id]) => id)].slice(0, count);
};

// What the button begins: the plan's cards of today where there is a plan and nothing was chosen, or those of the choice.
const upcoming = () => {
  const plan = isChosen() ? null : planned();
  if (plan && !plan.over) return { ids: [...plan.fresh, ...plan.reviews], mode: "alone", plan };
  const choice = chosen();
  return { ids: picked(matching(choice), choice), mode: choice.mode, plan };
};
