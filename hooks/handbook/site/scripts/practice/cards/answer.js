// The parts of an answer as the page of its topic has them, with addresses that are right here.
const pages = new Map();
const pathOf = ({ topic, part }) => (part ? `topics/${topic}/${part}/` : `topics/${topic}/`);
const pageAt = (path) => {
  if (!pages.has(path)) {
    const loading = fetch(new URL(path, progress.BASE)).then(async (response) => {
      if (!response.ok) throw new Error(`status ${response.status}`);
      return new DOMParser().parseFromString(await response.text(), "text/html");
    });
    loading.catch(() => pages.delete(path)); // the next card tries again
    pages.set(path, loading);
  }
  return pages.get(path);
};
// From disk no page can be fetched, but a script can: it has the short answers and the key points; the rest is on the page.
let shortAnswers;
const shortAnswerOf = async (question) => {
  await (shortAnswers ??= new Promise((done, failed) => {
    const src = new URL("short-answers.js", progress.BASE);
    document.head.append(Object.assign(document.createElement("script"), { src, onload: done, onerror: failed }));
  }));
  const { short, points } = window.handbookShortAnswers[question.id];
  const html = `<div class="short">${short}</div><div class="part"><ul class="key-points"></ul></div>`;
  const answer = new DOMParser().parseFromString(html, "text/html").body;
  for (const point of points) answer.querySelector("ul").append(Object.assign(make("li"), { innerHTML: point }));
  for (const link of answer.querySelectorAll("[href]")) {
    const url = new URL(link.getAttribute("href"), progress.BASE);
    if (url.pathname.endsWith("/")) url.pathname += "index.html";
    link.href = url;
  }
  answer.append(make("p", {}, make("a", { href: addressOf(question), target: "_blank" }, say("open-page"))));
  return answer;
};
const contentOf = async (question) => {
  if (location.protocol === "file:") return shortAnswerOf(question);
  const page = await pageAt(pathOf(question));
  const url = new URL(pathOf(question), progress.BASE);
  const answer = page.getElementById(question.id).nextElementSibling.querySelector("details.answer").cloneNode(true);
  for (const [selector, name] of [
    ["[href]", "href"],
    ["[src]", "src"],
  ]) {
    for (const element of answer.querySelectorAll(selector))
      element.setAttribute(name, new URL(element.getAttribute(name), url));
  }
  answer.querySelector("summary").remove();
  answer.querySelectorAll(".question-end, .next-question").forEach((element) => element.remove());
  return answer;
};
const addressOf = (question) =>
  new URL(`${pathOf(question)}${location.protocol === "file:" ? "index.html" : ""}#${question.id}`, progress.BASE);
const elsewhere = (question) =>
  make("p", {}, `${say("not-here")} `, make("a", { href: addressOf(question), target: "_blank" }, say("open-page")));

const partsOf = (answer) => {
  const short = answer.querySelector(".short");
  short.querySelector(".label")?.remove();
  const points = [...answer.querySelectorAll(".key-points > li")];
  answer.querySelector(".key-points")?.closest(".part").remove();
  short.remove();
  return { short, points, rest: [...answer.childNodes] };
};

const ticksFor = (question, points) => {
  run.points[question.id] = points.length;
  return make(
    "fieldset",
    { class: "practice-points" },
    make("legend", {}, say("points")),
    ...points.map((point, at) => {
      const ticks = () => (run.ticks[question.id] ??= []);
      const box = make("input", {
        type: "checkbox",
        checked: ticks().includes(at),
        onchange: () => {
          run.ticks[question.id] = box.checked ? [...ticks(), at] : ticks().filter((other) => other !== at);
          keep();
        },
      });
      return make("label", {}, box, make("span", {}, ...point.childNodes));
    }),
  );
};

// A link in a card stays in the card: another question is shown below it, any other page opens beside this one.
const peek = async (event) => {
  const link = event.target.closest?.("a[href]");
  if (
    !run ||
    !link?.closest(".practice-body") ||
    event.button ||
    event.ctrlKey ||
    event.metaKey ||
    event.shiftKey ||
    event.altKey
  )
    return;
  const url = new URL(link.href);
  const question = url.pathname.startsWith(`${progress.BASE.pathname}topics/`) ? byId.get(url.hash.slice(1)) : null;
  if (!question || link.target === "_blank") {
    link.target = "_blank";
    link.rel = "noopener";
    event.stopPropagation();
    return;
  }
  event.preventDefault();
  event.stopPropagation();
  const close = button(say("close"), () => (panel.remove(), link.focus()), { class: "md-button practice-small" });
  const panel = make(
    "aside",
    { class: "practice-peek", tabIndex: -1, "aria-label": plainTitle(question.title) },
    make("p", {}, make("strong", {}, ...titled(question.title))),
  );
  try {
    panel.append(partsOf(await contentOf(question)).short);
  } catch {
    // then the link to its page is all there is
  }
  panel.append(
    make("p", {}, close, " ", make("a", { href: addressOf(question), target: "_blank", rel: "noopener" }, say("open-page"))),
  );
  place.querySelector(".practice-peek")?.remove();
  (link.closest("p, ul, ol, table, .short") ?? link).after(panel);
  panel.focus({ preventScroll: true });
  panel.scrollIntoView({ block: "nearest" });
};
