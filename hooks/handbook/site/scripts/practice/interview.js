// Asking somebody else: everything that the one who asks wants to see, the answer at hand.
const interview = ({ body, bar, question, answer }) => {
  if (!answer) {
    body.replaceChildren(elsewhere(question));
  } else {
    const { short, points, rest } = partsOf(answer);
    const prompts = [...answer.querySelectorAll(".part:is([data-part=misconceptions], [data-part=follow-ups])")];
    for (const prompt of prompts) for (const part of [prompt, ...prompt.querySelectorAll("details")]) if (part.matches("details")) part.open = true;
    const whole = make("details", { class: "practice-answer" }, make("summary", {}, say("answer")), short, ...rest);
    body.replaceChildren(...(points.length ? [ticksFor(question, points)] : []), ...prompts, whole);
    whole.addEventListener("toggle", () => dispatchEvent(new Event("handbook:shown")));
  }
  const asked = () => next({ id: question.id, rating: null });
  bar.replaceChildren(make("p", { class: "practice-steps" }, keyed(" ", say(run.at + 1 < run.ids.length ? "next" : "finish"), asked, PRIMARY)));
  bodyKeys = (key) => (key === " " ? asked() : false);
};
