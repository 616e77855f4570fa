// --- What a query asks for ----------------------------------------------------------------------------------------------------

const WORDS = 32;
const FACET = /(?:^|\s)(level|topic|tag):(\S*)/giu;
const QUOTED = /["“”„«»]([^"“”„«»]+)["“”„«»]/gu;

const parse = (query) => {
  const [facets, phrases] = [[], []];
  const rest = query
    .slice(0, 600)
    .replace(FACET, (_, name, value) => (facets.push([name.toLowerCase(), value.toLowerCase()]), " "));
  for (const [, phrase] of rest.matchAll(QUOTED)) phrases.push(chunks(phrase).flat().map(stem));
  const words = chunks(rest)
    .slice(0, WORDS)
    .flatMap((pieces) => {
      const whole = pieces.length > 1 && pieces.length < 4 ? pieces.join("") : "";
      return pieces.map((word) => ({ word, stem: stem(word), whole }));
    });
  const unfinished = words.length > 0 && /[\p{L}\p{N}\p{M}+#]$/u.test(rest);
  return { facets, phrases: phrases.filter((phrase) => phrase.length > 1), words: words.slice(0, WORDS), unfinished };
};

// Each word with the terms that it may be meant as, and how well each of them fits.
const understood = async ({ words, unfinished }) => {
  words.forEach((word, at) => (word.last = unfinished && at === words.length - 1 && word.word.length > 1));
  await Promise.all(words.map(meet));
  // Signs of code are words where the handbook has them; else they are punctuation.
  if (words.some(({ word }) => isWord(word))) words = words.filter(({ word, terms }) => isWord(word) || terms.size);
  joinPairs(words);
  nameConcepts(words);
  nameSynonyms(words);
  await Promise.all(words.map(weigh));
  const tells = ({ word, stem }) => !index.small.has(word) && !index.faint.has(stem);
  for (const word of words) word.tells = tells(word);
  if (!words.some(({ tells }) => tells)) for (const word of words) word.tells = true;
  return words;
};
const addTerm = (word, term, fit) => word.terms.set(term, Math.max(fit, word.terms.get(term) ?? 0));

// The term of a word itself; else what it may become, if it is unfinished; else what it may be a slip of.
const meet = async (word) => {
  const { begun, slip } = index.weights;
  word.terms = new Map();
  word.concepts = [];
  word.known = (await tellsOf(word.stem)) !== undefined;
  if (word.known) word.terms.set(word.stem, 1);
  const whole = word.whole && stem(word.whole);
  if (whole && index.places.has(whole)) addTerm(word, whole, 1);
  if (word.last) for (const [term, fit] of await begunWith(word.word, begun)) addTerm(word, term, fit);
  if (word.terms.size || conceptsIn([word.stem]).length) return;
  for (const [term, edits] of await corrected(word)) addTerm(word, term, slip ** edits);
  word.slip = word.terms.size > 0;
};
// A word tells what its own term tells; else what those tell that fit it best.
const weigh = async (word) => {
  const best = word.known
    ? [word.stem]
    : [...word.terms.keys()].filter((term) => word.terms.get(term) === Math.max(...word.terms.values()));
  const told = await Promise.all(best.map(tellsOf));
  word.mass = Math.min(index.most, ...told.filter((tells) => tells !== undefined));
  if (index.small.has(word.word) || index.faint.has(word.stem)) word.mass *= index.weights.faint;
};

// The terms of the glossary that words or what they are slips of make together.
const nameConcepts = (words) => {
  const readings = words.map((word) => (word.slip ? ([...word.terms.keys()][0] ?? word.stem) : word.stem));
  words.forEach((word, at) => {
    if (!word.slip && !word.last) return;
    const makesOne = (term) =>
      conceptsIn(readings.with(at, term)).some(({ start, end }) => start <= at && at < end && end - start > 1);
    readings[at] = [word.stem, ...word.terms.keys()].find(makesOne) ?? readings[at];
  });
  for (const { start, end, term } of conceptsIn(readings)) {
    const fit = Math.min(...words.slice(start, end).map((word) => (word.slip ? Math.max(...word.terms.values()) : 1)));
    for (const word of words.slice(start, end)) {
      if (index.places.has(term)) addTerm(word, term, fit);
      word.concepts.push(term);
    }
  }
};
// What people also say for words of the query; for several words only a term of the glossary can stand.
const nameSynonyms = (words) => {
  const { synonym } = index.weights;
  const roots = words.map((word) => word.stem);
  roots.forEach((root, start) => {
    for (const { name, others } of index.alike.get(root) ?? []) {
      if (!name.every((word, on) => roots[start + on] === word)) continue;
      const terms = others.flatMap((other) => [
        ...(other.length > 1 ? [] : other),
        ...conceptsIn(other).map(({ term }) => term),
      ]);
      for (const word of words.slice(start, start + name.length))
        terms.forEach((term) => index.places.has(term) && addTerm(word, term, synonym));
    }
  });
};

// "drop out" is one word where it is not two.
const joinPairs = (words) => {
  for (let at = 1; at < words.length; at++) {
    const whole = stem(words[at - 1].word + words[at].word);
    if (!index.places.has(whole)) continue;
    for (const word of [words[at - 1], words[at]]) word.terms.set(whole, 1);
  }
};

// Terms that an unfinished word may become; endings are no part of a term, so the word may also be longer than it.
const MOST_BEGUN = 60;
const begunWith = async (word, fit) => {
  const found = [];
  const { names, places, tails } = index;
  const at = last(names, word);
  for (let next = at + (names[at] === word ? 0 : 1); names[next]?.startsWith(word) && found.length < MOST_BEGUN; next++) {
    if (!isFacet(names[next])) found.push([names[next], fit]);
  }
  for (let length = word.length - 1; length > 3; length--) {
    const root = word.slice(0, length);
    if (places.has(root) && tails.some((tail) => tail.startsWith(word.slice(length)))) found.push([root, 1]);
  }
  if (!found.length) for (const name of (await restPart(word)).keys()) if (name.startsWith(word)) found.push([name, fit]);
  return found;
};

// Terms that a word may be a slip of: one edit in four to seven letters, two in longer ones.
const corrected = async ({ word, last: unfinished }) => {
  const most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
  if (!most || index.faint.has(stem(word)) || index.small.has(word)) return [];
  let found = [];
  const root = unfinished ? word : stem(word);
  const [letters, few] = [lettersOf(root), root.length < 4 ? 0 : root.length < 6 ? 1 : most];
  for (const { name, has } of lettersOfAll()) {
    if (!unfinished && Math.abs(name.length - root.length) > LONGEST_TAIL) continue;
    const apart = bits(letters & ~has);
    if (apart > most) continue;
    let edits = apart > few ? Infinity : distance(root, name, few, unfinished);
    if (edits > few) edits = Infinity;
    // A slip in the ending hides it.
    if (edits && name[0] === word[0])
      edits = Math.min(edits, ...index.tails.map((tail) => distance(word, name + tail, most, unfinished)));
    if (edits <= most) found.push([name, edits]);
  }
  if (!found.length) {
    for (const name of (await restPart(word)).keys()) {
      const edits = distance(stem(word), name, most, false);
      if (edits <= most) found.push([name, edits]);
    }
  }
  const least = Math.min(...found.map(([, edits]) => edits));
  return found.filter(([, edits]) => edits === least);
};
const LONGEST_TAIL = 5;
const lettersOfAll = () =>
  (index.letters ??= index.names
    .filter((name) => !isFacet(name) && name[0] !== CONCEPT)
    .map((name) => ({ name, has: lettersOf(name) })));
const lettersOf = (word) => [...word].reduce((set, letter) => set | (1 << (letter.codePointAt(0) & 31)), 0);
const bits = (set) => {
  let count = 0;
  for (; set; set &= set - 1) count++;
  return count;
};

// Edits between two words, a swap of neighbours counting as one; to the beginning of the second where the first is unfinished.
const distance = (a, b, most, unfinished) => {
  if (unfinished && b.length > a.length) b = b.slice(0, a.length + 1);
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [before, row] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    if (Math.min(...next) > most) return most + 1;
    [before, row] = [row, next];
  }
  return unfinished ? Math.min(...row.slice(-3)) : row[b.length];
};
