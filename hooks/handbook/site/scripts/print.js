// The page that chooses what to print: offers a ready PDF, or prints the chosen questions from the topics' pages.
(() => {
  "use strict";

  const say = window.handbookWords;
  const NAMES = {
    study: "study-guide",
    short: "study-guide-short",
    key: "answer-key",
    questions: "question-sheet",
    cards: "flash-cards",
  };
  const SIZES = { a4: "A4", letter: "letter" };
  const paper = new CSSStyleSheet();

  const choice = (form) => {
    const data = new FormData(form);
    return {
      variant: data.get("variant"),
      paper: data.get("paper"),
      topics: data.getAll("topic"),
      levels: data.getAll("level"),
    };
  };

  const command = ({ variant, paper, topics, levels }) => {
    const options = [
      ...(variant === "study" ? [] : ["--variant", variant]),
      ...(paper === "a4" ? [] : ["--paper", paper]),
      ...topics.flatMap((topic) => ["--topic", topic]),
      ...levels.flatMap((level) => ["--level", level]),
    ];
    return ["handbook", "pdf", ...options, "-o", `${NAMES[variant]}.pdf`].join(" ");
  };

  // The ready guide with just these questions, if the site has one.
  const readyFor = ({ variant, paper, topics, levels }) => {
    if (levels.length || topics.length > 1) return null;
    return document.querySelector(
      `.print-ready a[data-format="pdf"][data-variant="${variant}"][data-paper="${paper}"][data-layout="book"][data-topic="${topics[0] ?? ""}"]`,
    );
  };

  const counted = (form, { topics, levels }) => {
    let count = 0;
    for (const box of form.querySelectorAll("[name=topic]")) {
      if (topics.length && !box.checked) continue;
      for (const [level, some] of Object.entries(JSON.parse(box.dataset.levels)))
        if (!levels.length || levels.includes(level)) count += some;
    }
    return count;
  };
  // Pages as the ready guide of the same kind has them; a few questions have neither cover nor contents.
  const sizeOf = (form, chosen) => {
    const count = counted(form, chosen);
    const questions = say("count.questions", { n: count });
    const whole = readyFor({ ...chosen, topics: [], levels: [] });
    const pages = Number(whole?.dataset.pages ?? 0);
    if (!pages || !count) return questions;
    const all = Number(form.dataset.count);
    if (count === all) return `${questions}, ${say("print.pages", { n: pages })}`;
    const some = say("print.pages", { n: Math.max(1, Math.round((pages * count) / all)) });
    return `${questions}, ${say("print.about", { pages: some })}`;
  };

  const update = (form) => {
    const chosen = choice(form);
    form.querySelector("[data-print-size]").textContent = sizeOf(form, chosen);
    const ready = readyFor(chosen);
    const download = form.querySelector("[data-print-ready]");
    download.hidden = !ready;
    if (ready) {
      download.href = ready.href;
      download.textContent = say("print.download-named", { guide: ready.textContent });
    }
    form.querySelector("[data-print-command]").textContent = command(chosen);
  };

  const pages = new Map();
  const pageOf = async (url) => {
    if (!pages.has(url)) {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      pages.set(url, new DOMParser().parseFromString(await response.text(), "text/html"));
    }
    return pages.get(url);
  };

  const fetchQuestions = async (address) => {
    const url = new URL(address, location.href).href;
    const page = await pageOf(url);
    return [...page.querySelectorAll(".question-title")].map((title) => ({
      url,
      title: title.cloneNode(true),
      body: title.nextElementSibling.cloneNode(true),
    }));
  };
  // A topic's heading and its questions of some levels, with addresses that are right here.
  const fetchTopic = async (box, levels) => {
    const all = (await Promise.all(box.dataset.urls.split(" ").map(fetchQuestions))).flat();
    const questions = all.filter(({ body }) => !levels.length || levels.some((level) => body.querySelector(`.level-${level}`)));
    for (const { url, title, body } of questions) {
      for (const name of ["href", "src"]) {
        for (const element of body.querySelectorAll(`[${name}]`))
          element.setAttribute(name, new URL(element.getAttribute(name), url));
      }
      title.querySelector(".headerlink")?.remove();
      for (const heading of body.querySelectorAll(".part > summary > h3")) heading.parentElement.replaceWith(heading);
      for (const element of body.querySelectorAll("summary, .question-end, .next-question")) element.remove();
      // A folded part without its summary would be headed "Details".
      for (const part of body.querySelectorAll("details.part")) {
        const open = document.createElement("section");
        open.className = part.className;
        open.append(...part.childNodes);
        part.replaceWith(open);
      }
      const answer = body.querySelector("details");
      const open = document.createElement("div");
      open.className = "print-answer";
      open.append(...answer.childNodes);
      answer.replaceWith(open);
    }
    const heading = document.createElement("h1");
    heading.textContent = box.parentElement.firstChild.nextSibling.textContent.trim();
    return questions.length ? { heading, questions } : null;
  };

  const block = (name, ...children) => {
    const element = document.createElement("section");
    element.className = name;
    element.append(...children);
    return element;
  };
  const keep = (body, ...selectors) => {
    const kept = selectors.flatMap((selector) => {
      const found = body.querySelector(selector);
      return found ? [found.closest(".part") ?? found] : [];
    });
    body.querySelector(".print-answer").replaceChildren(...kept);
    return body;
  };

  const LAYOUTS = {
    study: (topics) =>
      topics.map(({ heading, questions }) =>
        block("print-topic", heading, ...questions.map(({ title, body }) => block("print-question", title, body))),
      ),
    short: (topics) =>
      topics.map(({ heading, questions }) =>
        block(
          "print-topic",
          heading,
          ...questions.map(({ title, body }) => block("print-question", title, keep(body, ".short", ".key-points"))),
        ),
      ),
    questions: (topics) =>
      topics.map(({ heading, questions }) =>
        block(
          "print-topic",
          heading,
          ...questions.map(({ title, body }) =>
            block("print-question", title, keep(body, ".short", ".key-points", ".misconceptions", ".follow-ups")),
          ),
        ),
      ),
    key: (topics) => [
      ...topics.map(({ heading, questions }) =>
        block(
          "print-topic",
          heading.cloneNode(true),
          ...questions.map(({ title }) => block("print-question print-lines", title.cloneNode(true))),
        ),
      ),
      ...LAYOUTS.study(topics),
    ],
    cards: (topics) =>
      topics.map(({ questions }) =>
        block(
          "print-topic print-cards",
          ...questions.map(({ title, body }) =>
            block("print-card", title, keep(body, body.querySelector(".key-points") ? ".key-points" : ".short")),
          ),
        ),
      ),
  };

  const print = async (form) => {
    const said = form.querySelector("[data-print-said]");
    const sheet = document.querySelector("[data-print-sheet]");
    const chosen = choice(form);
    const boxes = [...form.querySelectorAll("[name=topic]")].filter((box) => !chosen.topics.length || box.checked);
    said.textContent = say("print.gathering");
    try {
      const topics = (await Promise.all(boxes.map((box) => fetchTopic(box, chosen.levels)))).filter(Boolean);
      if (!topics.length) {
        said.textContent = say("print.none");
        return;
      }
      sheet.replaceChildren(...LAYOUTS[chosen.variant](topics));
    } catch (error) {
      said.textContent = say("print.failed", { error: error.message });
      return;
    }
    await Promise.all(
      [...sheet.querySelectorAll("img")].map((image) => ((image.loading = "eager"), image.decode().catch(() => null))),
    );
    paper.replaceSync(`@page { size: ${SIZES[chosen.paper]}; }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets.filter((other) => other !== paper), paper];
    document.body.classList.add("prints-sheet");
    said.textContent = say("print.ready", { n: sheet.querySelectorAll(".print-question, .print-card").length });
    window.print();
  };

  const arrive = () => {
    document.body.classList.remove("prints-sheet");
    const form = document.querySelector("[data-print]");
    if (!form) return;
    form.onchange = () => {
      document.body.classList.remove("prints-sheet");
      update(form);
    };
    form.onsubmit = (event) => {
      event.preventDefault();
      print(form);
    };
    update(form);
  };

  window.handbookPage.there(arrive);
})();
