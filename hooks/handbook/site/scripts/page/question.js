// What a question's own page offers beyond reading: copies of its link and its text; and on every page the marks of what is new.
(() => {
  "use strict";

  const say = window.handbookWords;
  const NEW_FOR = 30; // days
  const MANY = 4; // questions of a page that are all new: then each need not say so

  // A clipboard that cannot be written to is no reason to leave the reader without the text: it is selected to be copied by hand.
  const write = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const box = document.createElement("textarea");
      box.value = text;
      document.body.append(box);
      box.select();
      const done = document.execCommand("copy");
      box.remove();
      return done;
    }
  };
  const texts = {
    link: async () => document.querySelector("link[rel=canonical]")?.href ?? location.href.replace(/[?#].*/, ""),
    markdown: async () => {
      const answer = await fetch(new URL("index.md", location.href));
      if (!answer.ok) throw new Error(answer.statusText);
      return answer.text();
    },
  };

  const bindCopies = () => {
    const status = document.querySelector(".question-copied");
    for (const button of document.querySelectorAll(".question-tools [data-copy]")) {
      const what = button.dataset.copy;
      button.hidden = what === "markdown" && location.protocol === "file:"; // from disk the link beside it opens the file
      button.onclick = async () => {
        const done = await texts[what]().then(write, () => false);
        status.textContent = "";
        setTimeout(() => (status.textContent = say(done ? `question.${what}-copied` : "question.not-copied")), 10);
      };
    }
  };

  // --- What is new -------------------------------------------------------------------------------------------------------

  const dayOf = (date) =>
    `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")}`;
  const recently = () => {
    const date = new Date();
    date.setDate(date.getDate() - NEW_FOR);
    return dayOf(date);
  };
  const newsOf = ({ added = "", changed = "" }) =>
    added >= recently() ? say("progress.new") : changed.slice(0, 10) >= recently() ? say("progress.changed") : "";
  const cardOf = (question) => {
    const id = question.previousElementSibling?.id;
    return id && window.handbookProgress?.card(id);
  };
  const tell = (question, news) => {
    const element = Object.assign(document.createElement("span"), { className: "news", textContent: news });
    if (news) question.querySelector(".question-meta")?.append(element);
  };
  // To whoever practiced a question it tells what changed since; to others what is new, unless that is all there is.
  const markNews = () => {
    document.querySelectorAll(".question-meta > .news").forEach((element) => element.remove());
    const dated = [...document.querySelectorAll(".question[data-added], .question[data-changed]")];
    const unknown = dated.filter((question) => !cardOf(question));
    const allNew = unknown.length >= MANY && unknown.every(({ dataset }) => newsOf(dataset));
    for (const question of dated) {
      const card = cardOf(question);
      const { changed = "" } = question.dataset;
      if (card) tell(question, changed.slice(0, 10) > card.last ? say("progress.changed-since") : "");
      else if (!allNew) tell(question, newsOf(question.dataset));
    }
  };

  const arrive = () => {
    bindCopies();
    markNews();
  };
  addEventListener("handbook:progress", markNews);
  window.handbookPage.there(arrive);
})();
