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
      make("p", {}, button(say("export"), give), " ", fileButton("import", say("import-label"), false), " ", fileButton("restore", say("restore-label"), true), " ", button(say("reset"), forget)),
      make("p", { class: "practice-hint" }, say("restore-hint")),
    ),
  );

const fileButton = (name, label, replace) => {
  const file = make("input", { type: "file", accept: ".json,application/json", class: "practice-file", "aria-label": label, onchange: () => take(file, replace) });
  return make("label", { class: "md-button practice-import" }, say(name), file);
};

const asideNote = () => {
  const texts = progress.aside();
  if (!texts.length) return null;
  const save = () => texts.forEach((text, at) => download(`handbook-progress-unread-${at + 1}.json`, text, "application/json"));
  const drop = () => confirm(say("aside-sure")) && (progress.dropAside(), setup());
  return make("div", { class: "practice-aside", role: "note" }, make("p", {}, say("aside", { n: texts.length })), make("p", {}, button(say("aside-save"), save), " ", button(say("aside-drop"), drop)));
};

const give = () => {
  download("handbook-progress.json", progress.exported(), "application/json");
  tell(say("exported"));
};
const take = async (file, replace) => {
  const text = await file.files[0].text();
  file.value = "";
  if (replace && !confirm(say("restore-sure"))) return;
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
