// The clock of the 60-second answer.
const SECONDS = 60;
let timer = null;
let face = null;
let starter = null;

const clockLabel = (name) => starter?.firstChild && (starter.firstChild.textContent = say(name));
const clock = (...beside) => {
  face = make("span", { class: "practice-time", role: "timer" }, say("seconds", { n: SECONDS }));
  starter = keyed("t", say("clock-start"), toggleTimer, { class: "md-button practice-small" });
  return make("p", { class: "practice-clock" }, starter, " ", face, ...beside);
};
const toggleTimer = () => {
  if (timer) {
    stopTimer();
    return true;
  }
  const end = performance.now() + SECONDS * 1000;
  const tick = () => {
    const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    face.textContent = say("seconds", { n: left });
    face.classList.toggle("practice-time--over", left === 0);
    if (left > 0) return;
    stopTimer();
    tell(say("clock-over"));
  };
  clockLabel("clock-stop");
  timer = setInterval(tick, 250);
  tell(say("clock-runs"));
  return true;
};
const stopTimer = () => {
  clearInterval(timer);
  timer = null;
  clockLabel("clock-start");
};
