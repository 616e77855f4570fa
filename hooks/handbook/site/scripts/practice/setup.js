// The first view: one button that begins, and everything else folded.
const checkbox = (name, value, label, checked, count) =>
  make(
    "label",
    {},
    make("input", { type: "checkbox", name, value, checked }),
    ` ${label} `,
    count === undefined ? null : make("span", { class: "practice-count" }, `${count}`),
  );
const radio = (name, value, label, checked) =>
  make("label", {}, make("input", { type: "radio", name, value, checked }), ` ${label}`);
const group = (legend, ...children) => make("fieldset", {}, make("legend", {}, legend), ...children);
const folded = (name, open, ...children) =>
  make("details", { class: `practice-folded practice-${name}`, open }, make("summary", {}, say(`fold-${name}`)), ...children);

const tags = () => {
  const counts = new Map();
  for (const question of deck.questions) for (const tag of question.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
};

const optionsForm = (onchange) => {
  const choice = chosen();
  const all = deck.questions;
  const size = (value) => radio("size", value, value === "all" ? say("all") : value, choice.size === value);
  const form = make(
    "form",
    {
      class: "practice-form",
      onchange: () => (choose(form), onchange()),
      onsubmit: (event) => (event.preventDefault(), beginUpcoming()),
    },
    group(
      say("mode"),
      ...MODES.map((mode) => radio("mode", mode, say(mode), choice.mode === mode)),
      make("p", { class: "practice-hint" }, say("mode-hint")),
    ),
    group(
      say("topics"),
      ...deck.topics.map(({ id, title }) =>
        checkbox("topic", id, title, choice.topic.includes(id), all.filter(({ topic }) => topic === id).length),
      ),
    ),
    group(
      say("levels"),
      ...deck.levels.map(({ id, title }) =>
        checkbox("level", id, title, choice.level.includes(id), all.filter(({ level }) => level === id).length),
      ),
    ),
    make(
      "details",
      { class: "practice-tags", open: choice.tag.length > 0 },
      make("summary", {}, say("tags")),
      group(say("tags"), ...tags().map(([tag, number]) => checkbox("tag", tag, tag, choice.tag.includes(tag), number))),
    ),
    group(say("size"), ...SIZES.map(size)),
    group(
      say("only"),
      ...Object.entries(ONLY).map(([name, holds]) =>
        checkbox(name, "1", say(`only-${name}`), choice.only.includes(name), all.filter(holds).length),
      ),
    ),
    make("p", { class: "practice-hint" }, say("no-choice")),
  );
  return form;
};

const keySwitch = () => {
  const box = make("input", {
    type: "checkbox",
    checked: progress.keysOn(),
    onchange: () => (progress.setKeys(box.checked), showKeys()),
  });
  return make("label", { class: "practice-keys" }, box, ` ${say("keys-on")}`);
};
const showKeys = () => place.classList.toggle("practice--silent", !progress.keysOn());

const suspendedList = () => {
  const ids = progress.suspended().filter((id) => byId.has(id));
  if (!ids.length) return null;
  const row = (id) =>
    make(
      "li",
      {},
      plainTitle(byId.get(id).title),
      " ",
      button(say("unsuspend"), () => (progress.suspend(id, false), setup()), { class: "md-button practice-small" }),
    );
  return make(
    "div",
    { class: "practice-suspended" },
    make("p", {}, say("suspended", { n: ids.length })),
    make("ul", {}, ...ids.map(row)),
  );
};

// What waits besides, each a link to practice just that.
const waiting = () => {
  const links = ["marked", "changed"].flatMap((name) => {
    const n = matching({ topic: [], level: [], tag: [], only: [name] }).length;
    return n ? [linkTo({ [name]: "" }, say(`pile-${name}`, { n }))] : [];
  });
  return links.length ? make("p", { class: "practice-waiting" }, ...links) : null;
};

// How far one is, and the button: what is next is counted on it.
const pile = () => {
  const { seen, due } = progress.count(deck.questions.map(({ id }) => id));
  const { ids, mode, plan } = upcoming();
  const dueNow = mode === "alone" ? ids.filter(progress.isDue).length : 0;
  const label =
    mode !== "alone"
      ? say(`start-${mode}`, { n: ids.length })
      : !seen
        ? say("start", { n: ids.length })
        : dueNow
          ? say("continue-due", { n: ids.length, due: dueNow })
          : say("continue", { n: ids.length });
  const begins = button(ids.length ? label : say(plan && !plan.over ? "plan-done" : "no-match"), beginUpcoming, {
    ...PRIMARY,
    disabled: !ids.length,
  });
  const resumes =
    run && run.at < run.ids.length
      ? button(say("resume", { card: Math.min(run.at + 1, run.size), n: run.size }), resume)
      : null;
  return make(
    "div",
    { class: "practice-pile" },
    make(
      "p",
      {},
      say("practiced", { seen, n: deck.questions.length }),
      " ",
      due ? say("due", { n: due }) : seen ? say("none-due") : null,
    ),
    plan ? make("p", { class: "practice-today" }, planLine(plan)) : null,
    make("p", { class: "practice-begin" }, begins, resumes && " ", resumes),
    waiting(),
  );
};

const beginUpcoming = () => {
  const { ids, mode } = upcoming();
  if (ids.length) begin(ids, mode);
};

let drawn = null; // the pile that is on the page, while the first view is shown
const refresh = () => {
  if (!drawn?.isConnected) return;
  const anew = pile();
  drawn.replaceWith(anew);
  drawn = anew;
  const table = place.querySelector(".practice-numbers");
  table?.replaceWith(numbers(table.open) ?? "");
};

const setup = ({ open = "" } = {}) => {
  quieten();
  stopListening();
  keys = () => false;
  drawn = pile();
  const options = folded("options", open === "options", optionsForm(refresh), keySwitch(), suspendedList());
  show(
    drawn,
    options,
    folded("date", open === "date", dateForm()),
    ...[numbers(open === "numbers"), reports(open === "reports")].filter(Boolean),
    keeping(open === "keeping"),
  );
  showTrouble();
  return true;
};
