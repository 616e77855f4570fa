// A card: first the question, then the short answer, then everything. What one presses stays in reach below it.
const questionOf = () => byId.get(run.ids[run.at]);
const whereOf = (question) => {
  const topic = deck.topics.find(({ id }) => id === question.topic).title;
  const level = deck.levels.find(({ id }) => id === question.level)?.title ?? question.level;
  const count = run.at < run.size ? say("card-of", { card: run.at + 1, n: run.size }) : say("once-more", { n: run.ids.length - run.at });
  return `${count} · ${topic} · ${level}`;
};

let bodyKeys = () => false;
const cardKeys = (key) => ({ x: skipped, z: undo, t: toggleTimer, Escape: finish })[key]?.() ?? bodyKeys(key);

const tools = () =>
  make(
    "p",
    { class: "practice-tools" },
    keyed("z", say("undo"), undo, { disabled: !run.history.length }),
    keyed("x", say("skip"), skipped),
    run.mode === "alone" ? button(say("suspend"), suspended) : null,
    keyed("Escape", say("end"), finish),
  );

const drawCard = async () => {
  keep();
  showTrouble();
  shownAt = performance.now();
  const question = questionOf();
  const title = make("h2", { tabIndex: -1, class: "practice-question" }, ...titled(question.title));
  const body = make("div", { class: "practice-body md-typeset" });
  const bar = make("div", { class: "practice-bar" }, make("div", { class: "practice-next" }), tools());
  show(make("section", { class: "practice-card", "aria-label": say("card") }, make("p", { class: "practice-where" }, whereOf(question)), title, clock(), body), bar);
  title.focus({ preventScroll: true });
  place.scrollIntoView({ block: "nearest" });
  if (title.getBoundingClientRect().top < 0) place.scrollIntoView();
  bodyKeys = () => false;
  keys = cardKeys;
  let answer = null;
  try {
    answer = await contentOf(question);
  } catch {
    answer = null; // from disk, or gone: the page itself has it
  }
  if (run && questionOf() === question && body.isConnected) (run.mode === "interviewer" ? interview : ask)({ body, bar: bar.firstChild, question, answer });
};

const ask = ({ body, bar, question, answer }) => {
  const { short, points, rest } = answer ? partsOf(answer) : { short: elsewhere(question), points: [], rest: [] };
  const listened = points.length ? [ticksFor(question, points)] : [];
  const last = rest.some((node) => node.textContent.trim() || node.querySelector?.("img")) ? 2 : 1;
  const reveal = (stage, focus) => {
    run.stage = stage;
    keep();
    const heading = (name) => make("h3", { tabIndex: -1 }, say(name));
    body.replaceChildren(...(stage > 0 ? [heading("short"), short] : []), ...(stage > 1 ? [heading("full-answer"), ...rest] : []), ...(stage > 0 ? listened : []));
    const further = stage < last ? keyed(" ", say(stage ? "show-full" : "show-short"), () => reveal(stage + 1, true), stage ? {} : PRIMARY) : null;
    bar.replaceChildren(...(stage > 0 ? [ratingOf(question)] : []), ...(further ? [make("p", { class: "practice-steps" }, further)] : []));
    dispatchEvent(new Event("handbook:shown"));
    if (stage > 0) stopTimer();
    if (focus) showHeading(body.querySelectorAll("h3[tabindex]")[stage - 1]);
    bodyKeys = (key) => {
      if (key === " " && stage < last) return reveal(stage + 1, true);
      const rating = stage > 0 && RATINGS[Number(key) - 1];
      return rating ? rated(question.id, rating) : false;
    };
  };
  reveal(Math.min(run.stage, last), false);
};
const showHeading = (heading) => {
  heading?.focus({ preventScroll: true });
  const { top, bottom } = heading.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight * 0.6) heading.scrollIntoView();
};

const ratingOf = (question) =>
  make(
    "div",
    { class: "practice-rating", role: "group", "aria-label": say("how-well") },
    ...RATINGS.map((rating, at) => {
      const { days } = progress.after(question.id, rating);
      const element = keyed(`${at + 1}`, say(rating), () => rated(question.id, rating), { class: `md-button practice-${rating}` });
      element.append(make("small", {}, question.id in run.ratings ? say("counted") : say("in-days", { n: days })));
      return element;
    }),
  );
