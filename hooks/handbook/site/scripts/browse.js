// Narrows the list of all questions on the Browse page by words, topic, level and tag. Without it the page is the whole list.
// What is chosen is in the address: ?find=words&topic=a&level=b&tag=c, each as often as there are choices.
(() => {
  "use strict";

  const say = window.handbookWords;
  const FACETS = ["topic", "level", "tag"];
  const [LIST, LISTED] = [4, 5];
  const config = JSON.parse(document.getElementById("__config").textContent);
  const program = new URL(config.search.options?.workerUrl ?? config.search, document.baseURI);

  let worker;
  const asking = { query: "", answered: "", answer: null };
  // The numbers of the questions that a query finds, best first; null where everything is asked for.
  const ask = (query, then) => {
    if (!query.trim()) return then(null);
    if (query === asking.answered) return then(asking.answer);
    worker ??= new Worker(program);
    asking.query = query;
    worker.onmessage = ({ data: { type, data } }) => {
      if (type !== LISTED || asking.query !== query) return;
      [asking.answered, asking.answer] = [query, data];
      then(data);
    };
    worker.postMessage({ type: LIST, data: query });
  };

  const valuesOf = (item, facet) => item.dataset[facet].split(" ");
  const chosenIn = (form) =>
    Object.fromEntries(
      FACETS.map((facet) => [facet, [...form.querySelectorAll(`[name=${facet}]:checked`)].map(({ value }) => value)]),
    );
  const fits = (item, chosen, but) =>
    FACETS.every(
      (facet) => facet === but || !chosen[facet].length || valuesOf(item, facet).some((value) => chosen[facet].includes(value)),
    );

  const addressOf = (find, chosen) => {
    const address = new URL(location);
    address.search = new URLSearchParams([
      ...(find ? [["find", find]] : []),
      ...FACETS.flatMap((facet) => chosen[facet].map((value) => [facet, value])),
    ]);
    return address;
  };

  const start = (form) => {
    const page = form.parentElement;
    const narrow = matchMedia("(max-width: 59.9375em)").matches;
    for (const facet of form.querySelectorAll(".browse-facet")) facet.open = !narrow;
    const [status, clear, hits, topics] = [".browse-count", "[data-browse-clear]", ".browse-hits", ".browse-topics"].map(
      (part) => page.querySelector(part),
    );
    const items = [...topics.querySelectorAll("li")];
    const find = form.elements.find;

    const count = (found, chosen) => {
      for (const facet of FACETS) {
        const counts = new Map();
        for (const item of found.filter((item) => fits(item, chosen, facet))) {
          for (const value of valuesOf(item, facet)) counts.set(value, (counts.get(value) ?? 0) + 1);
        }
        for (const box of form.querySelectorAll(`[name=${facet}]`)) {
          box.parentElement.querySelector(".browse-choice-count").textContent = counts.get(box.value) ?? 0;
          box.parentElement.classList.toggle("browse-none", !counts.has(box.value) && !box.checked);
        }
      }
    };

    const draw = (order) => {
      const chosen = chosenIn(form);
      const found = order ? order.map((at) => items[at]).filter(Boolean) : items;
      const shown = found.filter((item) => fits(item, chosen));
      count(found, chosen);
      hits.hidden = !order;
      topics.hidden = !!order;
      hits.replaceChildren(...(order ? shown.map((item) => item.cloneNode(true)) : []));
      if (!order) {
        const visible = new Set(shown);
        for (const item of items) item.hidden = !visible.has(item);
        for (const topic of topics.children) topic.hidden = !topic.querySelector("li:not([hidden])");
      }
      clear.hidden = !find.value && FACETS.every((facet) => !chosen[facet].length);
      const [n, all] = [items.length, shown.length === items.length];
      const text = all ? say("count.questions", { n }) : say("browse.some", { shown: shown.length, n });
      if (status.textContent !== text) status.textContent = text;
    };
    const refresh = () => ask(find.value, draw);

    const read = () => {
      const given = new URLSearchParams(location.search);
      find.value = given.get("find") ?? "";
      for (const box of form.querySelectorAll("[type=checkbox]")) box.checked = given.getAll(box.name).includes(box.value);
      for (const more of form.querySelectorAll("details")) more.open ||= !!more.querySelector(":checked");
      refresh();
    };
    const write = (how) => {
      const address = addressOf(find.value, chosenIn(form));
      if (address.search !== location.search) history[how](how === "pushState" ? null : history.state, "", address);
    };

    find.closest("p").hidden = !program.pathname.endsWith("/search-starter.js"); // another generator's search cannot be asked
    form.onsubmit = (event) => event.preventDefault();
    form.oninput = ({ target }) => {
      write(target === find ? "replaceState" : "pushState");
      refresh();
    };
    clear.onclick = () => {
      form.reset();
      write("pushState");
      refresh();
      find.focus();
    };
    form.restore = read;
    read();
  };

  const arrive = () => {
    const form = document.querySelector(".browse-filters");
    if (form && !form.restore) start(form);
  };
  addEventListener("popstate", () => document.querySelector(".browse-filters")?.restore?.());
  window.handbookPage.there(arrive);
})();
