// A plan up to the day of an interview: what to practice today, and on the days that follow. Pure: no clock, nothing kept.
//
// Everything is met once within the first 70 % of the days, as far as the minutes of a day allow; what is left of a day are
// reviews, the weakest first. In the last fifth nothing new comes, unless something was never seen, and what was seen least
// recently for how well it keeps comes first. It is made anew each day from what is known then, so that missed days are made up for.
const progress = window.handbookProgress;
const { addDays, daysBetween, isAhead } = progress.schedule;

const COVER = 0.7;
const LAST = 0.8;
const LONGEST = 366; // the days that are looked ahead

// The order to learn in: easier levels first, then what most others build on, and nothing before what it needs.
const learningOrder = (questions, levels) => {
  const byId = new Map(questions.map((question) => [question.id, question]));
  const needed = new Map(questions.map(({ id }) => [id, 0]));
  for (const { prerequisites = [] } of questions)
    for (const id of prerequisites) if (needed.has(id)) needed.set(id, needed.get(id) + 1);
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
const weakest = ([, one], [, other]) =>
  isStubborn(one) - isStubborn(other) || one.box - other.box || byDay(one.due, other.due) || byDay(one.last, other.last);
const leastRecent = ([, one], [, other]) => byDay(one.last, other.last) || one.box - other.box;
// How long ago a card was seen, measured by how long it keeps.
const overdue = (today) => {
  const age = ({ box, last }) => daysBetween(last, today) / 2 ** (box - 1);
  return ([, one], [, other]) => age(other) - age(one);
};

const isDone = (card, today) => !!card && card.last >= today && !isAhead(card, today);

// What an interview needs of a day: what is new, as far as there is room, what has to be reviewed, and what may be.
const needOf = ({ order, since, date }, { cards, today, room, taken }) => {
  const total = Math.max(1, daysBetween(since, date));
  const gone = Math.max(0, daysBetween(since, today));
  const final = total > 1 && gone >= total * LAST;
  const own = order.filter((id) => !taken.has(id));
  const unseen = own.filter((id) => !cards.has(id));
  const seen = own.filter((id) => cards.has(id)).map((id) => [id, cards.get(id)]);
  const met = seen.filter(([, card]) => isDone(card, today) && card.times === 1).length;
  const daily = Math.ceil((unseen.length + met) / Math.max(1, Math.round(total * COVER) - gone));
  const fresh = unseen.slice(0, Math.min(room, final ? room : Math.max(0, daily - met)));
  const open = seen.filter(([, card]) => !isDone(card, today));
  const due = final ? open.sort(overdue(today)) : open.filter(([, card]) => card.due <= today).sort(weakest);
  const others = final ? [] : open.filter(([, card]) => card.due > today).sort(leastRecent);
  return { fresh, due, others, unseen, final, left: Math.max(1, daysBetween(today, date)) };
};

// Returns what a day of the plan asks for. `order` are the ids in their order of learning, `cards` what is known of them.
// Of several interviews the nearest has its new cards first; then come reviews, also the nearest first.
const planDay = ({ interviews, cards, today, minutes, pace, ...one }) => {
  const coming = (interviews ?? [one])
    .filter(({ date }) => date >= today)
    .sort((first, second) => byDay(first.date, second.date));
  const known = new Set(coming.flatMap(({ order }) => order));
  const done = [...known].filter((id) => isDone(cards.get(id), today)).length;
  const budget = Math.max(1, Math.floor((minutes * 60) / pace));
  const room = Math.max(0, budget - done);
  const taken = new Set();
  const fresh = [];
  const needs = coming.map((interview) => {
    const need = needOf(interview, { cards, today, room: room - fresh.length, taken });
    fresh.push(...need.fresh);
    interview.order.forEach((id) => taken.add(id));
    return need;
  });
  const reviews = [...needs.flatMap(({ due }) => due), ...needs.flatMap(({ others }) => others)]
    .map(([id]) => id)
    .slice(0, room - fresh.length);
  return { fresh, reviews, budget, done, needs, final: !!needs[0]?.final, left: needs[0]?.left ?? 0 };
};

// What a day of the plan leaves behind, if all goes well: for a look ahead only.
const asKnown = (card, day) => {
  const box = Math.min((card?.box ?? 1) + 1, 7);
  return { box, due: addDays(day, 2 ** (box - 1)), last: day, times: (card?.times ?? 0) + 1 };
};

// What would stay unseen, and the minutes a day that would reach it all.
const shortage = ({ needs, budget, done }, pace) => {
  const leaveOut = [];
  let before = 0; // unseen questions of nearer interviews
  let needed = 0;
  for (const { unseen, left } of needs) {
    leaveOut.push(...unseen.slice(Math.max(0, budget * left - done - (before - leaveOut.length))));
    before += unseen.length;
    needed = Math.max(needed, Math.ceil((Math.ceil(before / left) * pace) / 60));
  }
  return { leaveOut, needed, fits: !leaveOut.length };
};

// Returns the whole plan from today: this day's cards, what every day brings, and what does not fit.
const planAhead = (asked) => {
  const { today } = asked;
  const farthest = addDays(today, LONGEST);
  const end = (asked.interviews ?? [asked]).reduce((latest, { date }) => (date > latest ? date : latest), today);
  const first = planDay(asked);
  const cards = new Map(asked.cards);
  const days = [];
  for (let day = today; (day < end && day < farthest) || !days.length; day = addDays(day, 1)) {
    const { fresh, reviews } = planDay({ ...asked, cards, today: day });
    for (const id of [...fresh, ...reviews]) cards.set(id, asKnown(cards.get(id), day));
    days.push({ day, fresh: fresh.length, reviews: reviews.length, met: fresh });
  }
  return { ...first, days, ...shortage(first, asked.pace) };
};
