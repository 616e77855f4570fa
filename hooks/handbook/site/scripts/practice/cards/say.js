// Say it, then compare: what a reader types or dictates before the answer is shown, kept in this browser.
const Recognition = window.SpeechRecognition;
const language = () => document.documentElement.lang || "en";

// Dictation is offered only where the browser hears on its own: nothing that is said may leave this device.
const hearsHere = async () => {
  try {
    return (await Recognition?.available?.({ langs: [language()], processLocally: true })) === "available";
  } catch {
    return false;
  }
};
let hearing = null;
const stopHearing = () => {
  hearing?.stop();
  hearing = null;
};
const dictate = (box, starter) => {
  if (hearing) return stopHearing();
  hearing = Object.assign(new Recognition(), { lang: language(), processLocally: true, continuous: true });
  hearing.onresult = ({ results, resultIndex }) => {
    const heard = [...results].slice(resultIndex).map(([best]) => best.transcript.trim());
    box.value = [box.value.trimEnd(), ...heard].filter(Boolean).join(" ");
    box.dispatchEvent(new Event("input"));
  };
  hearing.onerror = () => tell(say("dictate-failed"));
  hearing.onend = () => {
    starter.textContent = say("dictate");
    hearing = null;
  };
  starter.textContent = say("dictate-stop");
  hearing.start();
};

let unsaved = null;
const saveTyped = () => {
  if (!unsaved) return;
  clearTimeout(unsaved.timer);
  progress.setAnswer(unsaved.id, unsaved.text);
  unsaved = null;
  keep();
};
addEventListener("pagehide", saveTyped);
const typed = (id, text) => {
  run.typed[id] = text;
  clearTimeout(unsaved?.timer);
  unsaved = { id, text, timer: setTimeout(saveTyped, 400) };
};

const sayBox = ({ id }) => {
  const box = make(
    "textarea",
    { rows: 5, dir: "auto", maxLength: 5000, "aria-label": say("your-answer"), oninput: () => typed(id, box.value) },
    run.typed[id] ?? "",
  );
  const hint = make("p", { class: "practice-hint" }, say("type-hint"));
  hearsHere().then(
    (here) =>
      here &&
      hint.replaceChildren(
        button(say("dictate"), (event) => dictate(box, event.target), { class: "md-button practice-small" }),
      ),
  );
  const details = make(
    "details",
    { class: "practice-folded practice-say", open: progress.taste().typing },
    make("summary", {}, say("type")),
    box,
    hint,
  );
  details.addEventListener("toggle", () => {
    if (details.open === progress.taste().typing) return;
    progress.setTaste({ typing: details.open });
    if (details.open) box.focus();
  });
  return details;
};

// What was typed, to stand beside the answer: now, or at an earlier time.
const typedAnswer = ({ id }) => {
  const now = run.typed[id]?.trim();
  const earlier = progress.answer(id);
  if (!now && !earlier) return null;
  return make(
    "section",
    { class: "practice-typed" },
    make("h3", {}, now ? say("your-answer") : say("your-answer-of", { day: dayName(earlier.day) })),
    make("p", { dir: "auto" }, now || earlier.text),
  );
};
