// Asking somebody else: who, and on which day; everything that the one who asks wants to see, the answer at hand; and notes.
const fieldOf = (name, type, label) => {
  const field = make("input", {
    type,
    value: run[name] ?? "",
    dir: "auto",
    oninput: () => ((run[name] = field.value), keep()),
  });
  return make("label", {}, `${say(label)} `, field);
};
const whoAndWhen = () =>
  make("p", { class: "practice-line" }, fieldOf("candidate", "text", "candidate"), fieldOf("date", "date", "interview-day"));

const notesOf = (id, label) => {
  const box = make(
    "textarea",
    { rows: 3, dir: "auto", maxLength: 5000, oninput: () => ((run.notes[id] = box.value), keep()) },
    run.notes[id] ?? "",
  );
  return make("label", { class: "practice-notes" }, say(label), box);
};

const interview = ({ body, bar, question, answer }) => {
  const inside = [];
  if (!answer) {
    inside.push(elsewhere(question));
  } else {
    const { short, points, rest } = partsOf(answer);
    const prompts = [...answer.querySelectorAll(".part:is([data-part=misconceptions], [data-part=follow-ups])")];
    for (const prompt of prompts)
      for (const part of [prompt, ...prompt.querySelectorAll("details")]) if (part.matches("details")) part.open = true;
    const whole = make("details", { class: "practice-answer" }, make("summary", {}, say("answer")), short, ...rest);
    whole.addEventListener("toggle", () => dispatchEvent(new Event("handbook:shown")));
    inside.push(...(points.length ? [ticksFor(question, points)] : []), notesOf(question.id, "notes"), ...prompts, whole);
  }
  body.replaceChildren(whoAndWhen(), ...inside);
  const asked = () => next({ id: question.id, rating: null });
  bar.replaceChildren(
    make("p", { class: "practice-steps" }, keyed(" ", say(run.at + 1 < run.ids.length ? "next" : "finish"), asked, PRIMARY)),
  );
  bodyKeys = (key) => (key === " " ? asked() : false);
};
