// --- Words: what hooks/handbook/search/words.py makes of a text, by the same patterns ------------------------------------------

let pattern;
const learnPatterns = (patterns) => {
  const { marks, spaceless } = patterns;
  const written = (text) =>
    text.replaceAll("{sign}", `[\\p{L}\\p{N}${marks}]`).replaceAll("{spaceless}", spaceless).replaceAll("{marks}", marks);
  pattern = Object.fromEntries(Object.entries(patterns).map(([name, text]) => [name, new RegExp(written(text), "gu")]));
  stems.clear();
};

const folded = (text) =>
  text
    .replace(pattern.command, " ")
    .replace(pattern.hump, "-")
    .normalize("NFKD")
    .replace(pattern.accents, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(pattern.possessive, "")
    .replace(pattern.apostrophe, "");
const isWord = (token) => /^[\p{L}\p{N}]/u.test(token);
const chunks = (text) =>
  (folded(text).match(pattern.token) ?? []).flatMap((token) => {
    const pieces = isWord(token) ? token.split(pattern.joint) : [token];
    return token.match(pattern.gram) ? pieces.flatMap(grams) : [pieces];
  });
// In a script without spaces each two neighbouring signs are a word.
const grams = (piece) =>
  (piece.match(pattern.run) ?? []).flatMap((run) => {
    const signs = run.match(pattern.gram) ?? [];
    return signs.length > 1 ? signs.slice(1).map((sign, at) => [signs[at] + sign]) : [[run]];
  });

const stems = new Map();
const stem = (word) => {
  if (word.length < 4) return word;
  if (!stems.has(word)) stems.set(word, index.cuts ? cut(word) : stemmed(word));
  return stems.get(word);
};
const stemmed = (word) => {
  for (const step of index.endings) {
    const rule = step.find(([ending, , least]) => word.length >= ending.length + least && word.endsWith(ending));
    if (rule) word = word.slice(0, word.length - rule[0].length) + rule[1];
  }
  return word;
};
// Another language's stems were found by the build: a form that it has not met is cut as the others were, to a stem that it knows.
const cut = (word) => {
  if (Object.hasOwn(index.irregular, word)) return index.irregular[word];
  for (const [ending, instead] of index.cuts) {
    const shorter = word.slice(0, word.length - ending.length) + instead;
    if (word.endsWith(ending) && index.places.has(shorter)) return shorter;
  }
  return word;
};
// What may follow a stem.
const tailsOf = ({ endings, cuts }) => {
  const plain = cuts
    ? cuts.filter(([, instead]) => !instead).map(([ending]) => ending)
    : (endings[1] ?? []).filter(([, instead]) => !instead).map(([ending]) => ending);
  const tails = ["", "e", ...plain];
  return cuts
    ? [...new Set(tails)].slice(0, 40)
    : tails.flatMap((tail) => [tail, tail.endsWith("y") ? `${tail.slice(0, -1)}ies` : `${tail}s`]);
};

// Where in a list of words each term of the glossary stands, the longest first, none inside another.
const conceptsIn = (words) => {
  const found = [];
  for (let at = 0; at < words.length; at++) {
    const concept = index.begins.get(words[at])?.find(({ name }) => name.every((word, on) => words[at + on] === word));
    if (!concept) continue;
    found.push({ start: at, end: at + concept.name.length, term: concept.term });
    at += concept.name.length - 1;
  }
  return found;
};
