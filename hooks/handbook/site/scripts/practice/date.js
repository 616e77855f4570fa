// The plan for a day: asked for, told, printed, and taken along as a calendar.
const MINUTES = [10, 15, 20, 30, 45, 60, 90];

// The plan from today, or null where there is none; one whose day has passed has nothing left to plan.
const planned = () => {
  const plan = progress.plan();
  if (!plan) return null;
  const today = progress.today();
  if (plan.date < today) return { ...plan, over: true };
  const wanted = deck.questions.filter(({ id, topic, level }) => (!plan.topics?.length || plan.topics.includes(topic)) && (!plan.levels?.length || plan.levels.includes(level)) && !progress.isSuspended(id));
  const order = learningOrder(wanted, deck.levels.map(({ id }) => id));
  return { ...plan, ...planAhead({ order, cards: progress.cards(), today, since: plan.since, date: plan.date, minutes: plan.minutes, pace: progress.pace() }) };
};

const planLine = ({ over, date, left, fresh, reviews }) =>
  over ? say("plan-over", { day: dayName(date) }) : `${say("plan-date", { day: dayName(date) })} ${say("plan-left", { n: left })} ${say("plan-today", { fresh: fresh.length, reviews: reviews.length })}`;

const dateForm = () => {
  const plan = progress.plan();
  const today = progress.today();
  const minutes = plan?.minutes ?? 20;
  const date = make("input", { type: "date", name: "date", required: true, min: today, max: addDays(today, 365), value: plan && plan.date >= today ? plan.date : "" });
  const length = make("select", { name: "minutes" }, ...MINUTES.map((value) => make("option", { value: `${value}`, selected: value === minutes }, say("minutes", { n: value }))));
  const topic = ({ id, title }) => checkbox("topic", id, title, plan?.topics?.includes(id) ?? false);
  const level = ({ id, title }) => checkbox("level", id, title, plan?.levels?.includes(id) ?? false);
  const form = make(
    "form",
    {
      class: "practice-form practice-plan",
      onsubmit: (event) => {
        event.preventDefault();
        const data = new FormData(form);
        if (!progress.schedule.isDay(data.get("date")) || data.get("date") < today) return tell(say("plan-passed"));
        const since = plan && plan.date === data.get("date") ? plan.since : today;
        progress.setPlan({ date: data.get("date"), minutes: Number(data.get("minutes")), topics: data.getAll("topic"), levels: data.getAll("level"), since });
        setup({ open: "date" });
        tell(planLine(planned()));
      },
    },
    make("p", { class: "practice-line" }, make("label", {}, `${say("interview-on")} `, date), make("label", {}, `${say("a-day")} `, length)),
    group(say("topics"), ...deck.topics.map(topic)),
    group(say("levels"), ...deck.levels.map(level)),
    make("p", { class: "practice-hint" }, say("plan-hint")),
    make("p", {}, make("button", { type: "submit", class: "md-button" }, say(plan ? "plan-change" : "plan-make")), " ", plan ? button(say("plan-drop"), () => (progress.setPlan(null), setup({ open: "date" }))) : null),
  );
  return make("div", {}, form, planShown());
};

const planShown = () => {
  const plan = planned();
  if (!plan || plan.over) return null;
  const row = ({ day, fresh, reviews }) => make("tr", {}, make("td", {}, dayName(day)), make("td", {}, `${fresh}`), make("td", {}, `${reviews}`));
  const head = ["plan-day", "plan-new", "plan-reviews"].map((name) => make("th", {}, say(name)));
  return make(
    "div",
    { class: "practice-planned" },
    make("p", {}, planLine(plan)),
    plan.fits ? null : make("div", { class: "practice-unfit" }, make("p", {}, say("plan-unfit", { n: plan.leaveOut.length, minutes: plan.needed })), make("ul", {}, ...plan.leaveOut.map((id) => make("li", {}, plainTitle(byId.get(id).title))))),
    make("table", { class: "practice-results" }, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...plan.days.map(row))),
    make("p", { class: "practice-take" }, button(say("plan-print"), () => print()), " ", button(say("plan-calendar"), () => download("practice.ics", calendarOf(plan), "text/calendar"))),
  );
};

const calendarOf = (plan) => {
  const url = new URL("practice/", progress.BASE).href;
  const name = deck.handbook ?? "";
  const days = plan.days.map(({ day, fresh, reviews }) => ({ day, url, title: say("plan-entry", { name, fresh, reviews }), text: say("plan-entry-text") }));
  return calendar([...days, { day: plan.date, title: say("plan-interview") }], { now: new Date(), host: progress.BASE.hostname });
};
