// The statistics as tables by topic and level; a number is a link to practice just those questions.
const linkTo = (parameters, text) => make("a", { href: `?${new URLSearchParams(parameters)}`.replace(/=(?=&|$)/g, "") }, text);

const numbersTable = (name, rows, kind) => {
  const cell = (row, only) => make("td", {}, row[only] ? linkTo({ [kind]: row.id, [only]: "" }, `${row[only]}`) : "–");
  const line = (row) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, linkTo({ [kind]: row.id }, row.title)),
      make("td", {}, say("of", { seen: row.seen, n: row.all })),
      cell(row, "due"),
      cell(row, "weak"),
      cell(row, "changed"),
    );
  const head = [say(name), ...["seen", "due", "weak", "changed"].map((column) => say(`numbers-${column}`))];
  return make(
    "table",
    { class: "practice-results practice-table" },
    make("thead", {}, make("tr", {}, ...head.map((text) => make("th", { scope: "col" }, text)))),
    make("tbody", {}, ...rows.map(line)),
  );
};

const numbers = (open) => {
  const cards = progress.cards();
  if (!deck.questions.some(({ id }) => cards.has(id))) return null;
  const asked = {
    questions: deck.questions.filter(({ id }) => !progress.isSuspended(id)),
    cards,
    today: progress.today(),
    isChanged: progress.isChanged,
  };
  const byTopic = statistics({ ...asked, groups: deck.topics, groupOf: ({ topic }) => topic });
  const byLevel = statistics({ ...asked, groups: deck.levels, groupOf: ({ level }) => level });
  return folded(
    "numbers",
    open,
    numbersTable("topics", byTopic, "topic"),
    numbersTable("levels", byLevel, "level"),
    make("p", { class: "practice-hint" }, say("numbers-hint")),
  );
};
