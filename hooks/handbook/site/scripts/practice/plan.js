// A plan up to the day of an interview: what to practice today, and on the days that follow. Pure: no clock, nothing kept.
//
// Everything is met once within the first 70 % of the days, as far as the minutes of a day allow; what is left of a day are
// reviews, the weakest first. In the last fifth nothing new comes, unless something was never seen, and what was seen least
// recently for how well it keeps comes first. It is made anew each day from what is known then, so that missed days are made up for.
const progress = window.handbookProgress;
const { addDays, daysBetween } = progress.schedule;

const COVER = 0.7;
const LAST = 0.8;

// The order to learn in: easier levels first, then what most others build on, and nothing before what it needs.
const learningOrder = (questions, levels) => {
  const byId = new Map(questions.map((question) => [question.id, question]));
  const needed = new Map(questions.map(({ id }) => [id, 0]));
  for (const { prerequisites = [] } of questions) for (const id of prerequisites) if (needed.has(id)) needed.set(id, needed.get(id) + 1);
  const place = ({ level }) => (levels.indexOf(level) + levels.length + 1) % (levels.length + 1);
  const sorted = [...questions].sort((one, other) => place(one) - place(other) || needed.get(other.id) - needed.get(one.id));
  const order = new Set();
  const under = new Set(); // those whose prerequisites are being looked at: a circle ends there
  const take = (question) => {
    if (!question || order.has(question.id) || under.has(question.id)) return;
    under.add(question.id);
    for (const id of question.prerequisites ?? []) take(byId.get(id));
    order.add(question.id);
  };
  sorted.forEach(take);
  return [...order];
};

const byDay = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
// The weakest first; but what two looks and more did not lift waits, since it takes the time of many others.
const isStubborn = ({ box, times }) => times - box + 1 >= 2;
const weakest = ([, one], [, other]) => isStubborn(one) - isStubborn(other) || one.box - other.box || byDay(one.due, other.due) || byDay(one.last, other.last);
const leastRecent = ([, one], [, other]) => byDay(one.last, other.last) || one.box - other.box;
// How long ago a card was seen, measured by how long it keeps.
const overdue = (today) => {
  const age = ({ box, last }) => daysBetween(last, today) / 2 ** (box - 1);
  return ([, one], [, other]) => age(other) - age(one);
};

// Returns what a day of the plan asks for. `order` are the ids in their order of learning, `cards` what is known of them.
const planDay = ({ order, cards, today, since, date, minutes, pace }) => {
  const total = Math.max(1, daysBetween(since, date));
  const gone = Math.max(0, daysBetween(since, today));
  const left = Math.max(1, daysBetween(today, date));
  const budget = Math.max(1, Math.floor((minutes * 60) / pace));
  const final = total > 1 && gone >= total * LAST;

  const unseen = order.filter((id) => !cards.has(id));
  const seen = order.filter((id) => cards.has(id)).map((id) => [id, cards.get(id)]);
  const done = seen.filter(([, { last }]) => last >= today);
  const met = done.filter(([, { times }]) => times === 1).length;
  const room = Math.max(0, budget - done.length);
  const daily = Math.ceil((unseen.length + met) / Math.max(1, Math.round(total * COVER) - gone));
  const fresh = unseen.slice(0, Math.min(room, final ? room : Math.max(0, daily - met)));

  const open = seen.filter(([, { last }]) => last < today);
  const due = open.filter(([, card]) => card.due <= today).sort(weakest);
  const others = open.filter(([, card]) => card.due > today).sort(leastRecent);
  const reviews = (final ? open.sort(overdue(today)) : [...due, ...others]).slice(0, room - fresh.length).map(([id]) => id);
  return { fresh, reviews, budget, left, final, unseen: unseen.length, done: done.length };
};

// What a day of the plan leaves behind, if all goes well: for a look ahead only.
const asKnown = (card, day) => {
  const box = Math.min((card?.box ?? 1) + 1, 7);
  return { box, due: addDays(day, 2 ** (box - 1)), last: day, times: (card?.times ?? 0) + 1 };
};

// Returns the whole plan from today: this day's cards, what every day brings, and what does not fit.
const planAhead = (asked) => {
  const { order, today, date, pace } = asked;
  const first = planDay({ ...asked });
  const unseen = order.filter((id) => !asked.cards.has(id));
  const leaveOut = unseen.slice(Math.max(0, first.budget * first.left - first.done));
  const needed = Math.ceil((Math.ceil(unseen.length / first.left) * pace) / 60);
  const cards = new Map(asked.cards);
  const days = [];
  for (let day = today; day < date || !days.length; day = addDays(day, 1)) {
    const { fresh, reviews } = planDay({ ...asked, cards, today: day });
    for (const id of [...fresh, ...reviews]) cards.set(id, asKnown(cards.get(id), day));
    days.push({ day, fresh: fresh.length, reviews: reviews.length });
  }
  return { ...first, days, leaveOut, needed, fits: !leaveOut.length };
};
