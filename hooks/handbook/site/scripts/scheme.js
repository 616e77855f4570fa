// Switches between light and dark. It stands right after its buttons, so that a page is painted in its colours from the start;
// the theme's own switch comes later, and has the styles of the whole page computed four times more.
(() => {
  "use strict";

  const form = document.querySelector("[data-scheme]");
  if (!form) return;
  const SYSTEM = "(prefers-color-scheme)";
  const NAMES = ["media", "scheme", "primary", "accent"];
  const options = [...form.querySelectorAll("input")];
  const light = matchMedia("(prefers-color-scheme: light)");
  const colorOf = (option) => Object.fromEntries(NAMES.map((name) => [name, option.getAttribute(`data-md-color-${name}`)]));

  const kept = () => {
    try {
      return __md_get("__palette")?.index;
    } catch {
      return undefined; // nothing is kept in this browser
    }
  };
  const first = () => options.findIndex(({ dataset }) => matchMedia(dataset.mdColorMedia).matches);
  let at = options[kept()] ? kept() : Math.max(0, first());

  // What is chosen; where that is the system, what the system says.
  const current = () => {
    const chosen = colorOf(options[at]);
    if (chosen.media !== SYSTEM) return chosen;
    const side = `(prefers-color-scheme: ${light.matches ? "light" : "dark"})`;
    const shown = options.find(({ dataset }) => dataset.mdColorMedia === side);
    return { ...(shown ? colorOf(shown) : chosen), media: SYSTEM };
  };
  const show = () => {
    for (const [name, value] of Object.entries(current())) document.body.setAttribute(`data-md-color-${name}`, value);
    options.forEach((option, number) => {
      option.checked = number === at;
      if (option.nextElementSibling?.matches("label")) option.nextElementSibling.hidden = number !== at;
    });
  };
  const bar = Object.assign(document.createElement("meta"), { name: "theme-color" });
  const paintBar = () => {
    bar.content = getComputedStyle(form.closest("header")).backgroundColor;
    document.head.append(bar);
  };
  const choose = (number) => {
    at = number;
    show();
    paintBar();
    try {
      __md_set("__palette", { index: at, color: current() });
    } catch {
      // then it holds for this page
    }
  };

  form.addEventListener("change", ({ target }) => choose(options.indexOf(target)));
  form.addEventListener("keydown", ({ key, target }) => {
    if (key !== "Enter" || !options.includes(target)) return;
    choose((options.indexOf(target) + 1) % options.length);
    options[at].focus();
  });
  light.addEventListener("change", () => (show(), paintBar()));
  addEventListener("load", () => setTimeout(paintBar));
  show();
})();
