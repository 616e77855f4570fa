// What is chosen lives in the address, so that a choice can be kept as a bookmark and shared.
const SIZES = ["5", "10", "20", "all"];
const KINDS = ["topic", "level", "tag"];

const chosen = () => {
  const parameters = new URLSearchParams(location.search);
  const mode = parameters.get("mode") === "interviewer" ? "interviewer" : "alone";
  const size = SIZES.includes(parameters.get("size")) ? parameters.get("size") : "10";
  return { mode, size, due: parameters.has("due"), ...Object.fromEntries(KINDS.map((kind) => [kind, parameters.getAll(kind)])) };
};
const isChosen = () => ["mode", "size", "due", ...KINDS].some((name) => new URLSearchParams(location.search).has(name));
const choose = (form) => {
  const data = new FormData(form);
  const parameters = new URLSearchParams();
  for (const kind of KINDS) data.getAll(kind).filter(Boolean).forEach((value) => parameters.append(kind, value));
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
      (!due || progress.isDue(question.id)) &&
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

// The cards of a run: first what is due, the weakest in front, then what was never seen, then what was seen longest ago.
const picked = (questions, { size, mode }) => {
  const ids = questions.map(({ id }) => id);
  const count = size === "all" ? undefined : Number(size);
  if (mode === "interviewer") return shuffled(ids).slice(0, count);
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
