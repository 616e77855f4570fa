// The marks of progress on the pages: beside questions, in lists of them, and on topics.
const soon = (days) => (days <= 0 ? handbookWords("progress.due") : handbookWords("progress.in-days", { n: days }));

const badge = (card) => {
  const element = document.createElement("span");
  const days = schedule.daysBetween(today(), card.due);
  element.className = days <= 0 ? "progress progress--due" : "progress";
  element.textContent = soon(days);
  element.title = handbookWords("progress.practiced-times", { n: card.times });
  return element;
};

const idOf = (link) => {
  const url = new URL(link.href, location.href);
  return url.pathname.startsWith(`${BASE.pathname}topics/`) ? url.hash.slice(1) : "";
};

const done = (seen, n) => {
  const bar = Object.assign(document.createElement("span"), {
    className: "topic-done",
    role: "img",
    ariaLabel: handbookWords("home.done", { seen, n }),
  });
  const part = document.createElement("span");
  part.style.inlineSize = `${(100 * seen) / n}%`;
  bar.append(part);
  return bar;
};
const markTopics = async () => {
  const items = [...document.querySelectorAll(".topic-index > li")];
  if (!items.length || !store.cards.read().size) return;
  const { questions } = await deck();
  for (const item of items) {
    const topic = new URL(item.querySelector("a").href).pathname
      .split("/")
      .filter((part) => part !== "index.html")
      .at(-2);
    const ids = questions.filter((question) => question.topic === topic).map(({ id }) => id);
    const { seen, due } = progress.count(ids);
    const size = item.querySelector(".topic-index-size");
    item.querySelectorAll(".progress, .topic-done").forEach((element) => element.remove());
    if (!seen) continue;
    const element = document.createElement("span");
    element.className = due ? "progress progress--due" : "progress";
    element.textContent = due
      ? handbookWords("progress.topic-due", { n: seen, due })
      : handbookWords("progress.topic", { n: seen });
    size.append(" ", element);
    item.append(done(seen, ids.length));
  }
};

const mark = () => {
  const cards = store.cards.read();
  document
    .querySelectorAll(".question-meta > .progress, .question-list > li > .progress")
    .forEach((element) => element.remove());
  for (const heading of document.querySelectorAll(".question-title[id]")) {
    const card = cards.get(heading.id);
    if (card) heading.nextElementSibling?.querySelector(".question-meta")?.append(badge(card));
  }
  for (const link of document.querySelectorAll(".question-list > li > a")) {
    const card = cards.get(idOf(link));
    if (card) link.parentElement.append(badge(card));
  }
  markTopics().catch(() => {}); // the marks are an extra
};

window.handbookProgress = progress;
addEventListener("storage", ({ key }) => store.owns(key) && changed());
window.handbookPage.atRest(mark);
