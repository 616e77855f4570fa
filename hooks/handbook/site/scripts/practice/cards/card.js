// A card: first the question, then the short answer, then everything. What one presses stays in reach below it.
const questionOf = () => byId.get(run.ids[run.at]);
const whereOf = (question) => {
  const topic = deck.topics.find(({ id }) => id === question.topic).title;
  const level = deck.levels.find(({ id }) => id === question.level)?.title ?? question.level;
  const count =
    run.at < run.size ? say("card-of", { card: run.at + 1, n: run.size }) : say("once-more", { n: run.ids.length - run.at });
  return `${count} · ${topic} · ${level}`;
};

let bodyKeys = () => false;
const starThis = () => progress.setMarked(questionOf().id, !progress.isMarked(questionOf().id)) ?? true;
const cardKeys = (key) => {
  const more = run.mode === "listen" ? {} : { x: skipped, z: undo, t: toggleTimer, l: readCard };
  return { ...more, m: starThis, Escape: finish }[key]?.() ?? bodyKeys(key);
};

const tools = () => {
  const steps =
    run.mode === "listen"
      ? []
      : [keyed("z", say("undo"), undo, { disabled: !run.history.length }), keyed("x", say("skip"), skipped)];
  const away = run.mode === "alone" ? [button(say("suspend"), suspended)] : [];
  return make("p", { class: "practice-tools" }, ...steps, ...away, keyed("Escape", say("end"), finish));
};
const help = () =>
  run.mode === "listen" ? [] : [clock(keyed("l", say("listen"), readCard, { class: "md-button practice-small" }))];

// What changed after the card was last practiced, so that nobody is sure of what is no longer true.
const newsOf = (question) =>
  progress.isChanged(question)
    ? [make("p", { class: "practice-news" }, say("changed-since"), question.changed_what ? ` ${question.changed_what}` : "")]
    : [];

const drawCard = async () => {
  keep();
  showTrouble();
  shownAt = performance.now();
  const question = questionOf();
  const title = make("h2", { tabIndex: -1, class: "practice-question" }, ...titled(question.title));
  const star = progress.star(question.id, plainTitle(question.title));
  const body = make("div", { class: "practice-body md-typeset" });
  const bar = make("div", { class: "practice-bar" }, make("div", { class: "practice-next" }), tools());
  show(
    make(
      "section",
      { class: "practice-card", "aria-label": say("card") },
      make("p", { class: "practice-where" }, whereOf(question), star),
      title,
      ...newsOf(question),
      ...help(),
      body,
    ),
    bar,
  );
  title.focus({ preventScroll: true });
  place.scrollIntoView({ block: "nearest" });
  if (title.getBoundingClientRect().top < 64) place.scrollIntoView();
  bodyKeys = () => false;
  keys = cardKeys;
  let answer = null;
  try {
    answer = await contentOf(question);
  } catch {
    answer = null; // from disk, or gone: the page itself has it
  }
  if (run && questionOf() === question && body.isConnected)
    (BY_MODE[run.mode] ?? ask)({ body, bar: bar.firstChild, question, answer });
};

// The card of somebody who practices: the answer is given first, then seen; in a mock interview it is not rated but ticked.
const ask = ({ body, bar, question, answer }) => {
  const { short, points, rest } = answer ? partsOf(answer) : { short: elsewhere(question), points: [], rest: [] };
  const listened = points.length ? [ticksFor(question, points)] : [];
  const box = sayBox(question);
  const last = rest.some((node) => node.textContent.trim() || node.querySelector?.("img")) ? 2 : 1;
  const reveal = (stage, focus) => {
    if (stage > 0) answered(question);
    run.stage = stage;
    keep();
    const compared = (parts) => [
      make("div", { class: "practice-compare" }, ...[typedAnswer(question), make("section", {}, ...parts)].filter(Boolean)),
    ];
    const heading = (name) => make("h3", { tabIndex: -1 }, say(name));
    body.replaceChildren(
      ...(stage > 0 ? compared([heading("short"), short]) : [box]),
      ...(stage > 1 ? [heading("full-answer"), ...rest] : []),
      ...(stage > 0 ? listened : []),
    );
    const further =
      stage < last
        ? keyed(" ", say(stage ? "show-full" : "show-short"), () => reveal(stage + 1, true), stage ? {} : PRIMARY)
        : null;
    const done = run.mode === "mock" ? nextOf(question) : ratingOf(question);
    bar.replaceChildren(...(stage > 0 ? [done] : []), ...(further ? [make("p", { class: "practice-steps" }, further)] : []));
    dispatchEvent(new Event("handbook:shown"));
    if (focus) showHeading(body.querySelectorAll("h3[tabindex]")[stage - 1]);
    bodyKeys = (key) => {
      if (key === " " && stage < last) return reveal(stage + 1, true);
      if (run.mode === "mock") return key === "Enter" && stage > 0 ? (done.querySelector("button").click() ?? true) : false;
      const rating = stage > 0 && RATINGS[Number(key) - 1];
      return rating ? rated(question.id, rating) : false;
    };
  };
  reveal(Math.min(run.stage, last), false);
};
// The answer was given: the clock stops, and how long it took is known.
const answered = ({ id }) => {
  quieten();
  run.seconds[id] ??= Math.round((performance.now() - shownAt) / 1000);
};
const showHeading = (heading) => {
  heading?.focus({ preventScroll: true });
  const { top, bottom } = heading.getBoundingClientRect();
  if (top < 64 || bottom > innerHeight * 0.6) heading.scrollIntoView();
};

const nextOf = ({ id }) =>
  make(
    "p",
    { class: "practice-steps" },
    keyed("Enter", say(run.at + 1 < run.ids.length ? "next" : "finish"), () => next({ id, rating: null }), PRIMARY),
  );
const ratingOf = (question) =>
  make(
    "div",
    { class: "practice-rating", role: "group", "aria-label": say("how-well") },
    ...RATINGS.map((rating, at) => {
      const { days } = progress.after(question.id, rating);
      const element = keyed(`${at + 1}`, say(rating), () => rated(question.id, rating), {
        class: `md-button practice-${rating}`,
      });
      element.append(make("small", {}, question.id in run.ratings ? say("counted") : say("in-days", { n: days })));
      return element;
    }),
  );
const BY_MODE = { alone: ask, mock: ask, interviewer: interview, listen: listening };
