// The browser's own voice: it says pieces one after the other, and can be stopped and told where to begin.
// Pausing is stopping, and going on is beginning again at the piece: the browsers' own pause does not work on phones.
const PATIENCE = 6000; // milliseconds in which a voice has to begin, or there is none

const available = () => "speechSynthesis" in window && typeof window.SpeechSynthesisUtterance === "function";

let turn = 0; // which request to say something is the present one
let over = null; // tells who asked last that another has taken the voice
const stop = () => {
  turn += 1;
  if (available()) speechSynthesis.cancel();
  over?.("stopped");
  over = null;
};

// A voice of this device, so that no text is sent to have it read; the browser's choice where there is none.
const localVoice = (language) => {
  const local = (speechSynthesis.getVoices?.() ?? []).filter(
    (voice) => voice.localService && voice.lang.toLowerCase().split(/[-_]/)[0] === language.split("-")[0],
  );
  return local.find((voice) => voice.default) ?? local.find((voice) => voice.lang === language) ?? local[0];
};
const sayPiece = (text, rate) =>
  new Promise((resolve) => {
    const language = document.documentElement.lang || "en";
    const utterance = Object.assign(new SpeechSynthesisUtterance(text), { lang: language, rate });
    const voice = localVoice(language);
    if (voice) utterance.voice = voice;
    const silent = setTimeout(() => speechSynthesis.speaking || resolve("failed"), PATIENCE);
    utterance.onstart = () => clearTimeout(silent);
    utterance.onend = () => (clearTimeout(silent), resolve("done"));
    utterance.onerror = () => (clearTimeout(silent), resolve("failed"));
    speechSynthesis.speak(utterance);
  });

// Resolves to "done", "stopped", or "failed" where the browser has no voice; `rate` is asked before each piece.
const say = async (pieces, { from = 0, rate = () => 1, onpiece = () => {} } = {}) => {
  stop();
  if (!available()) return "failed";
  const mine = turn;
  const stopped = new Promise((resolve) => (over = resolve));
  for (let at = from; at < pieces.length; at++) {
    onpiece(at);
    const how = await Promise.race([sayPiece(pieces[at], rate()), stopped]);
    if (mine !== turn) return "stopped";
    if (how !== "done") return how;
  }
  return "done";
};
