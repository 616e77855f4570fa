// The plan for a day: asked for, told, printed, and taken along as a calendar.
const MINUTES = [10, 15, 20, 30, 45, 60, 90];

const datesOf = (plan) =>
  plan
    ? [plan, ...(plan.more ?? [])]
        .map(({ date, since, topics, levels }) => ({ date, since, topics, levels }))
        .sort((one, other) => byDay(one.date, other.date))
    : [];
const wantedFor = ({ topics, levels }) =>
  deck.questions.filter(
    ({ id, topic, level }) =>
      (!topics?.length || topics.includes(topic)) && (!levels?.length || levels.includes(level)) && !progress.isSuspended(id),
  );

// The plan from today, or null where there is none; when all its days have passed, there is nothing left to plan.
const planned = () => {
  const plan = progress.plan();
  if (!plan) return null;
  const today = progress.today();
  const levels = deck.levels.map(({ id }) => id);
  const interviews = datesOf(plan)
    .filter(({ date }) => date >= today)
    .map((each) => ({ ...each, order: learningOrder(wantedFor(each), levels) }));
  if (!interviews.length) return { date: datesOf(plan).at(-1).date, over: true };
  return {
    dates: interviews.map(({ date }) => date),
    ...planAhead({ interviews, cards: progress.cards(), today, minutes: plan.minutes, pace: progress.pace() }),
  };
};

const planLine = ({ over, date, dates, left, fresh, reviews }) => {
  if (over) return say("plan-over", { day: dayName(date) });
  const [nearest, ...later] = dates;
  const lines = [
    say("plan-date", { day: dayName(nearest) }),
    say("plan-left", { n: left }),
    say("plan-today", { fresh: fresh.length, reviews: reviews.length }),
  ];
  return [...lines, ...(later.length ? [say("plan-then", { days: later.map(dayName).join(", ") })] : [])].join(" ");
};

// Keeps the interviews that are still to come, the nearest in front, where pages of an earlier version look for it.
const setDates = (dates, minutes) => {
  const [nearest, ...more] = dates
    .filter(({ date }) => date >= progress.today())
    .sort((one, other) => byDay(one.date, other.date));
  progress.setPlan(nearest ? { ...nearest, minutes, ...(more.length ? { more } : {}) } : null);
  setup({ open: "date" });
};

const submitDate = (event, form) => {
  event.preventDefault();
  const today = progress.today();
  const data = new FormData(form);
  const date = data.get("date");
  if (!progress.schedule.isDay(date) || date < today) return tell(say("plan-passed"));
  const before = datesOf(progress.plan());
  const same = before.find((each) => each.date === date);
  const one = { date, since: same?.since ?? today, topics: data.getAll("topic"), levels: data.getAll("level") };
  const replaced = same ?? (event.submitter?.name === "another" ? null : before.find((each) => each.date >= today));
  setDates([...before.filter((each) => each !== replaced), one], Number(data.get("minutes")));
  return tell(say("plan-kept"));
};

const dateRows = (dates, minutes) => {
  if (dates.length < 2) return null;
  const drop = (one) =>
    setDates(
      dates.filter((each) => each !== one),
      minutes,
    );
  const row = (one) =>
    make(
      "li",
      {},
      `${say("plan-date", { day: dayName(one.date) })} ${say("plan-questions", { n: wantedFor(one).length })} `,
      button(say("plan-remove"), () => drop(one), {
        class: "md-button practice-small",
        "aria-label": `${say("plan-remove")}: ${dayName(one.date)}`,
      }),
    );
  return make("ul", { class: "practice-rows" }, ...dates.map(row));
};

const dateForm = () => {
  const plan = progress.plan();
  const today = progress.today();
  const dates = datesOf(plan).filter(({ date }) => date >= today);
  const [nearest] = dates;
  const minutes = plan?.minutes ?? 20;
  const date = make("input", {
    type: "date",
    name: "date",
    required: true,
    min: today,
    max: addDays(today, 365),
    value: nearest?.date ?? "",
  });
  const length = make(
    "select",
    { name: "minutes" },
    ...MINUTES.map((value) => make("option", { value: `${value}`, selected: value === minutes }, say("minutes", { n: value }))),
  );
  const topic = ({ id, title }) => checkbox("topic", id, title, nearest?.topics?.includes(id) ?? false);
  const level = ({ id, title }) => checkbox("level", id, title, nearest?.levels?.includes(id) ?? false);
  const submit = (name, label) => make("button", { type: "submit", name, class: "md-button" }, say(label));
  const form = make(
    "form",
    { class: "practice-form practice-plan", onsubmit: (event) => submitDate(event, form) },
    make(
      "p",
      { class: "practice-line" },
      make("label", {}, `${say("interview-on")} `, date),
      make("label", {}, `${say("a-day")} `, length),
    ),
    group(say("topics"), ...deck.topics.map(topic)),
    group(say("levels"), ...deck.levels.map(level)),
    make("p", { class: "practice-hint" }, say("plan-hint")),
    make(
      "p",
      { class: "practice-take" },
      submit("plan", nearest ? "plan-change" : "plan-make"),
      " ",
      nearest ? submit("another", "plan-another") : null,
      " ",
      plan ? button(say("plan-drop"), () => setDates([], minutes)) : null,
    ),
  );
  return make("div", {}, dateRows(dates, minutes), form, planShown());
};

const planShown = () => {
  const plan = planned();
  if (!plan || plan.over) return null;
  const listed = (ids) =>
    make("ul", { class: "practice-paper" }, ...ids.map((id) => make("li", {}, plainTitle(byId.get(id).title))));
  const row = ({ day, fresh, reviews, met }) =>
    make("tr", {}, make("td", {}, dayName(day), listed(met)), make("td", {}, `${fresh}`), make("td", {}, `${reviews}`));
  const head = ["plan-day", "plan-new", "plan-reviews"].map((name) => make("th", {}, say(name)));
  return make(
    "div",
    { class: "practice-planned" },
    make("p", { class: "practice-paper" }, planLine(plan)),
    plan.fits
      ? null
      : make(
          "div",
          { class: "practice-unfit" },
          make("p", {}, say("plan-unfit", { n: plan.leaveOut.length, minutes: plan.needed })),
          make("ul", {}, ...plan.leaveOut.map((id) => make("li", {}, plainTitle(byId.get(id).title)))),
        ),
    make(
      "table",
      { class: "practice-results" },
      make("thead", {}, make("tr", {}, ...head)),
      make("tbody", {}, ...plan.days.map(row)),
    ),
    make(
      "p",
      { class: "practice-take" },
      button(say("plan-print"), () => print()),
      " ",
      button(say("plan-calendar"), () => download("practice.ics", calendarOf(plan), "text/calendar")),
    ),
  );
};

const calendarOf = (plan) => {
  const url = new URL("practice/", progress.BASE).href;
  const name = deck.handbook ?? "";
  const days = plan.days.map(({ day, fresh, reviews }) => ({
    day,
    url,
    title: say("plan-entry", { name, fresh, reviews }),
    text: say("plan-entry-text"),
  }));
  return calendar([...days, ...plan.dates.map((day) => ({ day, title: say("plan-interview"), kind: "interview" }))], {
    now: new Date(),
    host: progress.BASE.hostname,
  });
};
