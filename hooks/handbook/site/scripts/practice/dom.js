// Making elements, and where everything is drawn.
const say = (name, values) => handbookWords(`practice.${name}`, values);

// Makes an element: attributes, properties and "on…" listeners, then children.
const make = (tag, options = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(options)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element && name !== "list" && typeof value !== "string") element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
};
const button = (label, onclick, options = {}) =>
  make("button", { type: "button", class: "md-button", onclick, ...options }, label);
const PRIMARY = { class: "md-button md-button--primary" };

// A button that a key presses too; the key is written on it.
const KEY_NAMES = {
  " ": ["Space", "space"],
  Escape: ["Escape", "escape"],
  Enter: ["Enter", "enter"],
  "←": ["ArrowLeft"],
  "→": ["ArrowRight"],
};
const keyed = (key, label, onclick, options = {}) => {
  const [shortcut, name] = KEY_NAMES[key] ?? [key, null];
  const mark = make("kbd", { "aria-hidden": "true" }, name ? say(`key-${name}`) : key);
  const element = button(label, onclick, { ...options, "aria-keyshortcuts": shortcut });
  element.append(" ", mark);
  return element;
};

const titled = (title) => title.split(/`([^`]+)`/).map((part, at) => (at % 2 ? make("code", {}, part) : part));
const plainTitle = (title) => title.replaceAll("`", "");
const dayName = (day) =>
  new Date(`${day}T12:00`).toLocaleDateString(document.documentElement.lang || "en", {
    weekday: "short",
    day: "numeric",
    month: "short",
  });

const download = (name, text, type) => {
  const url = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
};

let place; // where on the page everything is drawn
let deck;
let byId;
let run = null; // as `fresh` makes it
let keys = () => false; // what a key does in the present view; tells whether it did something
const said = make("p", { class: "practice-said", role: "status" });

const tell = (text) => {
  said.textContent = text;
};
const trouble = make("p", { class: "practice-trouble", role: "alert", hidden: true });
const showTrouble = () => {
  const why = progress.trouble();
  trouble.textContent = why ? say(why) : "";
  trouble.hidden = !why;
};
const show = (...children) => {
  tell(""); // what was said of the view before
  place.replaceChildren(trouble, ...children, said);
};
