// Questions to come back to: marked while reading, and practiced on their own.
const starOf = (id, title) => {
  const element = document.createElement("button");
  Object.assign(element, { type: "button", className: "star", onclick: () => progress.setMarked(id, !progress.isMarked(id)) });
  const show = () => {
    const marked = progress.isMarked(id);
    element.setAttribute("aria-pressed", String(marked));
    element.title = handbookWords(marked ? "progress.marked" : "progress.mark");
  };
  element.setAttribute("aria-label", handbookWords("progress.mark-named", { question: title }));
  element.show = show;
  show();
  return element;
};
const showStars = () => {
  for (const star of document.querySelectorAll(".star")) star.show?.();
  document.querySelectorAll(".question-list > li > .starred").forEach((element) => element.remove());
  const marked = new Set(store.marked.read());
  for (const link of marked.size ? document.querySelectorAll(".question-list > li > a") : []) {
    if (!marked.has(idOf(link))) continue;
    const element = Object.assign(document.createElement("span"), {
      className: "starred",
      role: "img",
      ariaLabel: handbookWords("progress.marked"),
    });
    link.after(" ", element);
  }
};
const addStars = () => {
  for (const heading of document.querySelectorAll(".question-title[id]")) {
    const meta = heading.nextElementSibling?.querySelector(".question-meta");
    if (meta && !meta.querySelector(".star")) meta.append(starOf(heading.id, window.handbookAnswers.titleOf(heading)));
  }
  showStars();
};
progress.star = starOf;
addEventListener("handbook:progress", showStars);
window.handbookPage.there(addStars);
