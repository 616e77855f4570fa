// Progress as a file: exported, added, restored, forgotten; and what could not be read, for whoever can.
const keeping = (open) =>
  make(
    "div",
    {},
    asideNote(),
    folded(
      "keeping",
      open,
      make("p", {}, say(progress.persistent() ? "kept-here" : "kept-nowhere")),
      make(
        "p",
        {},
        button(say("export"), give),
        " ",
        fileButton("import", say("import-label"), false),
        " ",
        fileButton("restore", say("restore-label"), true),
        " ",
        button(say("reset"), forget),
      ),
      make("p", { class: "practice-hint" }, say("restore-hint")),
      ...moving(),
    ),
  );

// To another device in two steps: a code is copied here, and pasted there. What is too long for one goes by file.
const moving = () => {
  const text = progress.cards().size ? progress.code() : null;
  const shown = make(
    "textarea",
    { rows: 3, readOnly: true, class: "practice-code", "aria-label": say("code"), onfocus: () => shown.select() },
    text ?? "",
  );
  const copy = async () => {
    const copied = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    );
    if (!copied) shown.focus();
    tell(say(copied ? "code-copied" : "code-select"));
  };
  const pasted = make("input", { type: "text", autocomplete: "off", spellcheck: false, "aria-label": say("code-paste") });
  const add = (event) => {
    event.preventDefault();
    if (pasted.value.trim()) receive(pasted.value, false);
  };
  const form = make(
    "form",
    { class: "practice-line", onsubmit: add },
    make("label", {}, `${say("code-paste")} `, pasted),
    make("button", { type: "submit", class: "md-button" }, say("code-add")),
  );
  const given = text
    ? [shown, make("p", { class: "practice-take" }, button(say("code-copy"), copy))]
    : text === ""
      ? [make("p", { class: "practice-hint" }, say("code-long"))]
      : [];
  return [make("h3", {}, say("moving")), make("p", { class: "practice-hint" }, say("moving-hint")), ...given, form];
};

const fileButton = (name, label, replace) => {
  const file = make("input", {
    type: "file",
    accept: ".json,application/json",
    class: "practice-file",
    "aria-label": label,
    onchange: () => take(file, replace),
  });
  return make("label", { class: "md-button practice-import" }, say(name), file);
};

const asideNote = () => {
  const texts = progress.aside();
  if (!texts.length) return null;
  const save = () => texts.forEach((text, at) => download(`handbook-progress-unread-${at + 1}.json`, text, "application/json"));
  const drop = () => confirm(say("aside-sure")) && (progress.dropAside(), setup());
  return make(
    "div",
    { class: "practice-aside", role: "note" },
    make("p", {}, say("aside", { n: texts.length })),
    make("p", {}, button(say("aside-save"), save), " ", button(say("aside-drop"), drop)),
  );
};

const give = () => {
  download("handbook-progress.json", progress.exported(), "application/json");
  tell(say("exported"));
};
const take = async (file, replace) => {
  const text = await file.files[0].text();
  file.value = "";
  if (replace && !confirm(say("restore-sure"))) return;
  receive(text, replace);
};
const receive = (text, replace) => {
  try {
    const count = progress.imported(text, { replace });
    setup({ open: "keeping" });
    tell(say(replace ? "restored" : "imported", { n: count }));
  } catch (error) {
    tell(say("refused", { reason: error.reason ? say(`refused-${error.reason}`, error.values) : error.message }));
  }
};
const forget = () => {
  if (!confirm(say("reset-sure"))) return;
  progress.reset();
  run = null;
  keep();
  setup();
  tell(say("forgotten"));
};
