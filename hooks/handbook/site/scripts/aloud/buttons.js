// A button in every answer that is open: the short answer is read aloud. Where the browser has no voice there is none.
const words = window.handbookWords;
const status = Object.assign(document.createElement("p"), { className: "aloud-said" });
status.setAttribute("role", "status");
let speaking = null; // the button whose answer is being read

const quiet = () => {
  if (speaking) speaking.textContent = words("aloud.listen");
  speaking = null;
  stop();
};
const read = async (button, short) => {
  const again = speaking === button;
  quiet();
  if (again) return;
  speaking = button;
  button.textContent = words("aloud.stop");
  status.remove();
  const how = await say(piecesOf(textOf(short)), { rate: () => window.handbookProgress.taste().rate });
  if (speaking !== button) return;
  quiet();
  if (how !== "failed") return;
  status.textContent = words("aloud.silent");
  button.closest(".label").after(status);
};
const dress = (answer) => {
  const short = answer.querySelector(":scope > .short");
  const label = short?.querySelector(":scope > .label");
  if (!label || label.querySelector(".aloud")) return;
  const button = Object.assign(document.createElement("button"), {
    type: "button",
    className: "aloud",
    textContent: words("aloud.listen"),
  });
  const named = answer.querySelector(":scope > summary")?.ariaLabel;
  if (named) button.setAttribute("aria-description", named);
  button.onclick = () => read(button, short);
  label.append(" ", button);
};

const arrive = () => {
  quiet();
  document.querySelectorAll("details.answer[open], div.answer").forEach(dress); // on its own page a question is open for good
};

window.handbookAloud = { available, textOf, piecesOf, say, stop };
if (available()) {
  addEventListener("toggle", ({ target }) => target.matches?.("details.answer") && target.open && dress(target), true);
  addEventListener("pagehide", stop);
  window.handbookPage.atRest(arrive);
}
