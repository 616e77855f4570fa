// What is said of a text: formulas by their words, code as it stands, in pieces that a voice gets through in one breath.
const SILENT = "button, .label, .headerlink, sup[id], [hidden]:not(.short), [aria-hidden=true]";
const BLOCKS = "blockquote, dd, div, dt, figure, h1, h2, h3, h4, h5, h6, li, ol, p, pre, table, td, th, tr, ul";
const MOST = 200; // signs of a piece: some voices fall silent in longer ones

const said = (node) => {
  if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/\s+/g, " ");
  if (node.nodeType !== Node.ELEMENT_NODE || node.matches(SILENT)) return "";
  if (node.localName === "math") return ` ${node.getAttribute("alttext") || node.textContent} `;
  if (node.localName === "img") return ` ${node.alt} `;
  const inside = [...node.childNodes].map(said).join("");
  return node.matches(BLOCKS) ? `\n${inside}\n` : inside;
};
const textOf = (element) =>
  said(element)
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ([,.;:!?)])/g, "$1");

const sentences = (text) => {
  const language = document.documentElement.lang || "en";
  const found = Intl.Segmenter
    ? [...new Intl.Segmenter(language, { granularity: "sentence" }).segment(text)].map(({ segment }) => segment)
    : (text.match(/[^.!?…]+[.!?…]*\s*/g) ?? []);
  return found.map((each) => each.trim()).filter(Boolean);
};
// A sentence that is too long is divided at a comma or the like, and else between two words.
const divided = (sentence) => {
  if (sentence.length <= MOST) return [sentence];
  const start = sentence.slice(0, MOST);
  const at = Math.max(...[", ", "; ", ": ", " – "].map((sign) => start.lastIndexOf(sign) + sign.length - 1));
  const end = at > MOST / 3 ? at : start.lastIndexOf(" ") > 0 ? start.lastIndexOf(" ") : MOST;
  return [sentence.slice(0, end).trim(), ...divided(sentence.slice(end).trim())];
};
const piecesOf = (text) =>
  text
    .split(/\n+/)
    .flatMap((line) => sentences(line.trim()))
    .flatMap(divided);
