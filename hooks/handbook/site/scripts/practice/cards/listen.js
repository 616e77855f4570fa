// Listening: the question, a pause to answer in, the short answer, and on to the next one.
const RATES = [0.75, 0.9, 1, 1.25, 1.5, 2];
const PAUSES = [0, 5, 10, 20, 30, 60];
const aloud = window.handbookAloud;

let playing = false;
let voiceTurn = 0; // a pause, a jump or another card takes the voice away from whoever had it
const hush = () => {
  voiceTurn += 1;
  aloud.stop();
};
// A phone that goes to sleep falls silent: while a voice reads, the screen stays on where the browser lets it.
let awake = null;
const stayAwake = async () => {
  awake ??= await navigator.wakeLock?.request("screen").catch(() => null);
};
const stopListening = () => {
  playing = false;
  awake?.release();
  awake = null;
  hush();
};

const tasteSelect = (name, values, label, title) => {
  const select = make(
    "select",
    { onchange: () => progress.setTaste({ [name]: Number(select.value) }) },
    ...values.map((value) => make("option", { value: `${value}`, selected: value === progress.taste()[name] }, label(value))),
  );
  return make("label", {}, `${say(title)} `, select);
};
const tastes = () =>
  make(
    "p",
    { class: "practice-line practice-tastes" },
    tasteSelect("rate", RATES, (value) => `${value.toLocaleString(language())}×`, "speed"),
    tasteSelect("pause", PAUSES, (value) => say("seconds", { n: value }), "pause-length"),
  );

const countdown = async (tellLeft, isMine) => {
  for (let left = progress.taste().pause; left > 0 && isMine(); left--) {
    tellLeft(left);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  return "done";
};

const listening = ({ body, bar, question, answer }) => {
  const short = answer ? partsOf(answer).short : elsewhere(question);
  const pieces = answer ? aloud.piecesOf(aloud.textOf(short)) : [];
  const status = make("p", { class: "practice-turn" });
  const rate = () => progress.taste().rate;
  const onpiece = (at) => {
    run.piece = at;
    keep();
  };
  const steps = [
    () => ((status.textContent = say("listen-question")), aloud.say(aloud.piecesOf(plainTitle(question.title)), { rate })),
    (isMine) => countdown((n) => (status.textContent = say("your-turn", { n })), isMine),
    () => (showShort(), aloud.say(pieces, { rate, from: run.piece ?? 0, onpiece })),
  ];
  const showShort = (said = say("listen-answer")) => {
    status.textContent = said;
    if (!short.isConnected) body.append(short);
    dispatchEvent(new Event("handbook:shown"));
  };
  const move = (by) => {
    hush();
    run.at = Math.max(0, run.at + by);
    [run.stage, run.piece] = [0, 0];
    return run.at < run.ids.length ? drawCard() : finish(); // a promise or true: the key was meant for this
  };
  const play = async () => {
    hush();
    const mine = voiceTurn;
    const isMine = () => mine === voiceTurn && body.isConnected;
    [playing, run.ended] = [true, false];
    stayAwake();
    draw();
    for (; run.stage < steps.length; run.stage++) {
      keep();
      const how = await steps[run.stage](isMine);
      if (!isMine()) return;
      if (how === "failed") return unable();
    }
    await new Promise((resolve) => setTimeout(resolve, 1200));
    if (isMine()) move(1);
  };
  const unable = () => {
    stopListening();
    draw();
    showShort(say(aloud.available() ? "listen-silent" : "listen-missing"));
  };
  const pause = () => {
    stopListening();
    draw();
    status.textContent = say("paused");
  };
  const toggle = () => {
    if (playing) pause();
    else play();
    return true;
  };
  const draw = () => {
    const had = bar.contains(document.activeElement);
    const main = keyed(" ", say(playing ? "pause" : "play"), toggle, PRIMARY);
    bar.replaceChildren(
      make(
        "div",
        { class: "practice-player", role: "group", "aria-label": say("listen") },
        keyed("←", say("previous"), () => move(-1), { disabled: run.at === 0 }),
        main,
        keyed("→", say("next-one"), () => move(1)),
      ),
    );
    if (had) main.focus();
  };
  body.replaceChildren(tastes(), status);
  if (run.stage === 2) showShort();
  draw();
  bodyKeys = (key) => ({ " ": toggle, ArrowLeft: () => move(-1), ArrowRight: () => move(1) })[key]?.() ?? false;
  if (!aloud.available()) unable();
  else if (playing) play();
  else status.textContent = say(run.stage || run.at ? "paused" : "listen-ready");
};

// On other cards a button reads what is shown: the question, or the short answer.
const readCard = async () => {
  const short = place.querySelector(".practice-body .short");
  const text = short ? aloud.textOf(short) : plainTitle(questionOf().title);
  hush();
  const how = await aloud.say(aloud.piecesOf(text), { rate: () => progress.taste().rate });
  if (how === "failed") tell(say(aloud.available() ? "listen-silent" : "listen-missing"));
};
