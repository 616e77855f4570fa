// A run of cards: begun, gone on with, taken back, ended; kept in this tab, so that a reload loses nothing, and interviews in
// the browser.
const RUN = `handbook-practice:${progress.BASE.pathname}`;
const RATINGS = ["again", "good", "easy"];

const isInterview = (mode) => mode === "mock" || mode === "interviewer";
// An object with nothing of its own kind: a question's id may be `constructor`.
const empty = () => Object.create(null);
const fresh = (mode, ids) => ({
  mode,
  ids,
  size: ids.length,
  at: 0,
  stage: 0,
  ratings: empty(),
  ticks: empty(),
  points: empty(),
  typed: empty(),
  seconds: empty(),
  notes: empty(),
  history: [],
  ended: false,
  search: location.search,
  began: new Date().toISOString(),
  candidate: "",
  date: progress.today(),
});

const keep = () => {
  if (run && isInterview(run.mode) && run.at) progress.keepInterview(run);
  try {
    if (run) sessionStorage.setItem(RUN, JSON.stringify(run));
    else sessionStorage.removeItem(RUN);
  } catch {
    // then a reload begins anew
  }
};
// What an earlier page kept, with the questions by the ids that they have now; what is not as it should be is left out.
const entriesOf = (value, fits) =>
  Object.assign(
    empty(),
    Object.fromEntries(Object.entries(value ?? {}).filter(([id, each]) => (id === "" || byId.has(id)) && fits(each))),
  );
const isText = (value) => typeof value === "string";
const renewed = (old) => {
  try {
    const now = new Map(deck.questions.flatMap(({ id, formerly = [] }) => [id, ...formerly].map((each) => [each, id])));
    const ids = old.ids.map((id) => now.get(id));
    const numbers = [old.size, old.at, old.stage].every((number) => Number.isInteger(number) && number >= 0);
    const steps =
      old.history.length <= old.at && old.history.every((step) => byId.has(step.id) && Number.isInteger(step.stage));
    if (!ids.every(Boolean) || !numbers || !steps || old.at > ids.length || !MODES.includes(old.mode)) return null;
    const texts = Object.fromEntries(
      ["began", "candidate", "date", "search"].filter((name) => isText(old[name])).map((name) => [name, old[name]]),
    );
    return {
      ...fresh(old.mode, ids),
      ...texts,
      size: old.size,
      at: old.at,
      stage: old.stage,
      piece: Number.isInteger(old.piece) ? old.piece : 0,
      history: old.history,
      ended: old.ended === true,
      ratings: entriesOf(old.ratings, (rating) => RATINGS.includes(rating)),
      ticks: entriesOf(old.ticks, Array.isArray),
      points: entriesOf(old.points, Number.isInteger),
      typed: entriesOf(old.typed, isText),
      seconds: entriesOf(old.seconds, Number.isFinite),
      notes: entriesOf(old.notes, isText),
    };
  } catch {
    return null;
  }
};
const kept = () => {
  try {
    const old = renewed(JSON.parse(sessionStorage.getItem(RUN)));
    return old && (old.at < old.ids.length || isInterview(old.mode)) ? old : null;
  } catch {
    return null;
  }
};

let shownAt = 0; // when the card came, for the reader's pace
const begin = (ids, mode) => {
  run = fresh(mode, [...ids]);
  playing = mode === "listen";
  drawCard();
};
const resume = () => {
  run.ended = false;
  run.search = location.search;
  drawCard();
};

// The first answer of a run is the one that counts; what was not known comes again at the end.
const rated = (id, rating) => {
  const first = !(id in run.ratings);
  const before = first ? progress.rate(id, rating) : null;
  if (first) progress.took((performance.now() - shownAt) / 1000);
  if (first) run.ratings[id] = rating;
  if (rating === "again") run.ids.push(id);
  return next({ id, rating, first, before });
};
const skipped = () => next({ id: run.ids[run.at], rating: null, skipped: true });
const suspended = () => {
  const id = run.ids[run.at];
  progress.suspend(id, true);
  return next({ id, rating: null, suspended: true });
};

const quieten = () => {
  stopTimer();
  stopHearing();
  saveTyped();
  hush();
};
const next = (step) => {
  quieten();
  run.history.push({ ...step, stage: run.stage });
  run.at += 1;
  run.stage = 0;
  return run.at < run.ids.length ? drawCard() : finish();
};

const undo = () => {
  const step = run?.history.pop();
  if (!step) return false;
  quieten();
  if (step.suspended) progress.suspend(step.id, false);
  if (step.rating === "again") run.ids.pop();
  if (step.first) {
    progress.unrate(step.id, step.before);
    delete run.ratings[step.id];
  }
  run.at -= 1;
  run.stage = step.stage;
  run.ended = false;
  drawCard();
  tell(say("undone"));
  return true;
};
