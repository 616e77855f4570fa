// --- What the reader sees ----------------------------------------------------------------------------------------------

const LONGEST = 260;
// Less than this is no difference; and where a sentence has less than this of what the question has, the rest of it is looked at.
const [CLOSE, MOST_OF_IT] = [0.01, 0.75];
const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

const spoken = new Map();
const termsOf = (word) => {
  if (!spoken.has(word)) {
    const pieces = chunks(word);
    spoken.set(word, {
      own: pieces.flat().map(stem),
      whole: pieces.filter((parts) => parts.length > 1).map((parts) => stem(parts.join(""))),
    });
  }
  return spoken.get(word);
};

// In a script without spaces: each two neighbouring signs, with their place.
const gramsIn = (token) => {
  const signs = [...token[0].matchAll(pattern.gram)].map((sign) => ({ text: sign[0], at: token.index + sign.index }));
  return signs.slice(1).map(({ text, at }, before) => {
    const { text: first, at: index } = signs[before];
    return { term: folded(first + text), index, length: at + text.length - index };
  });
};

// The places of the words in a text that the query asks for, and which of its words they are.
const matchesIn = (text, wanted) => {
  const [stemsOf, from, marks] = [[], [], []];
  const tokens = [...text.matchAll(pattern.spoken)];
  const mark = (token, asked) => marks.push({ start: token.index, end: token.index + token[0].length, asked });
  for (const token of tokens) {
    if (token[0].match(pattern.gram)) {
      for (const { term, index, length } of gramsIn(token))
        if (wanted.has(term)) marks.push({ start: index, end: index + length, asked: wanted.get(term) });
      continue;
    }
    const { own, whole } = termsOf(token[0]);
    own.forEach((term) => (stemsOf.push(term), from.push(token)));
    const asked = [...own, ...whole].flatMap((term) => wanted.get(term) ?? []);
    if (asked.length) mark(token, asked);
  }
  for (const { start, end, term } of conceptsIn(stemsOf)) {
    if (wanted.has(term)) new Set(from.slice(start, end)).forEach((token) => mark(token, wanted.get(term)));
  }
  return marks.sort((a, b) => a.start - b.start);
};
const withMarks = (text, marks) => {
  let [html, at] = ["", 0];
  for (const { start, end } of marks) {
    if (start < at) continue;
    html += `${escaped(text.slice(at, start))}<mark>${escaped(text.slice(start, end))}</mark>`;
    at = end;
  }
  return html + escaped(text.slice(at));
};
const massOf = (marks, words) => [...new Set(marks.flatMap(({ asked }) => asked))].reduce((sum, at) => sum + words[at].mass, 0);
const sentencesOf = (lines) => lines.flatMap((line) => line.split(/(?<=[.!?])\s+(?=["“(]?[\p{Lu}\p{N}])/u));

const bestSentence = (lines, words, wanted) => {
  let best = { mass: 0 };
  for (const text of sentencesOf(lines)) {
    const marks = matchesIn(text, wanted);
    const mass = marks.length ? massOf(marks, words) : 0;
    if (mass > best.mass + CLOSE) best = { text, marks, mass };
  }
  return best;
};
// A long sentence is cut around the words in it.
const shortened = ({ text, marks }) => {
  if (text.length <= LONGEST) return withMarks(text, marks);
  const start = Math.max(0, Math.min(marks[0].start - 60, text.length - LONGEST));
  const from = start && text.indexOf(" ", start) + 1;
  const to = from + LONGEST < text.length ? text.lastIndexOf(" ", from + LONGEST) : text.length;
  const inside = marks.filter((mark) => mark.start >= from && mark.end <= to);
  const moved = inside.map((mark) => ({ ...mark, start: mark.start - from, end: mark.end - from }));
  return `${from ? "… " : ""}${withMarks(text.slice(from, to), moved)}${to < text.length ? " …" : ""}`;
};

// The wording that has more of the words than the title has; else the sentence with most of them, of short answer and key points
// or else of the rest.
const sentenceFor = async (hit, words, wanted) => {
  if (!words.length) return { html: "", lines: [] };
  const [asked, core, searched] = await textsOf(hit.question);
  const title = massOf(matchesIn(hit.card[1], wanted), words);
  const wording = bestSentence([...asked, ...searched], words, wanted);
  let lines = [...asked, ...core];
  let best = bestSentence(core, words, wanted);
  if (wording.mass > title + CLOSE && wording.mass >= best.mass)
    return { html: `<p>${say("phrasing", { text: shortened(wording) })}</p>`, lines };
  if (wording.mass > best.mass + CLOSE) best = wording;
  if (best.mass < MOST_OF_IT * hit.matched) {
    const rest = await restOf(hit.question);
    const other = bestSentence(rest, words, wanted);
    lines = [...lines, ...rest];
    if (other.mass > best.mass + CLOSE) best = other;
  }
  return { html: best.mass ? `<p>${shortened(best)}</p>` : "", lines };
};
// What the worker says, in the handbook's language; the values are HTML.
const say = (name, values = {}) => escaped(index.notes[name]).replace(/\{(\w+)\}/g, (_, value) => values[value] ?? "");

// The words to mark on the page of a hit, as a part of its address: stems, which end in a star, and what names a term otherwise.
const FORMS = 16;
const formsOf = (texts, wanted) => {
  const stems = [...wanted.keys()].filter((term) => term[0] !== CONCEPT && !isFacet(term) && isWord(term));
  const seen = texts.flatMap((text) =>
    joined(matchesIn(text, wanted), text).map(({ start, end }) => text.slice(start, end).toLowerCase()),
  );
  const others = seen.filter((form) => !stems.some((stem) => form.startsWith(stem) && !/\P{L}/u.test(form)));
  const forms = [...new Set([...stems.map((stem) => `${stem}*`), ...others])].slice(0, FORMS);
  return forms.length ? `?h=${forms.map(encodeURIComponent).join(",")}` : "";
};
const joined = (marks, text) =>
  marks.reduce((all, mark) => {
    const before = all.at(-1);
    if (before && /^[\s-]+$/.test(text.slice(before.end, mark.start))) before.end = mark.end;
    else if (!before || mark.start >= before.end) all.push({ ...mark });
    return all;
  }, []);

const addressOf = (location, texts, wanted) =>
  location.replace(/(\/?)(?=#|$)/, (folder) => folder + PAGE + formsOf(texts, wanted));
const shown = async (hit, words, wanted, hurried) => {
  const [location, title, , topic, level] = (hit.card ??= await cardOf(hit.question));
  const { html, lines } = hurried ? { html: "", lines: [] } : await sentenceFor(hit, words, wanted);
  const missing = words.filter((word) => !word.terms.size && !index.small.has(word.word)).map(({ word }) => [word, false]);
  return {
    location: addressOf(location, [title, ...lines], wanted),
    title: withMarks(title, matchesIn(title, wanted)),
    text: html,
    tags: [escaped(index.topics[topic]), index.levels[level]],
    score: Math.max(LOWEST, hit.score),
    terms: Object.fromEntries(missing),
    lines,
  };
};
// The theme takes a hit without a score for none.
const LOWEST = 0.1;

const completion = (query, best) => {
  const begun = query
    .split(/[\s-]+/)
    .at(-1)
    .toLowerCase();
  if (!begun || !best) return [];
  const found = [best.title.replace(/<[^>]*>/g, ""), ...best.lines].join(" ").toLowerCase().match(pattern.spoken) ?? [];
  return found.filter((word) => word.startsWith(begun) && word !== begun).slice(0, 1);
};

// Other pages stand after the questions: those that have each word of the query that tells something, first those named by them.
const MOST_PAGES = 5;
const pagesWith = async (words, wanted) => {
  const telling = words.filter(({ word, stem }) => !index.small.has(word) && !index.faint.has(stem));
  if (!index.pages || !telling.length) return [];
  const fits = (roots, { word, stem, last: begun }) =>
    roots.has(stem) || (begun && [...roots].some((root) => root.startsWith(word)));
  const rootsOf = (lines) => new Set(lines.flatMap((line) => chunks(line).flat().map(stem)));
  const has = (roots) => telling.every((word) => fits(roots, word));
  const own = new Map([...wanted, ...telling.map((word) => [word.stem, [words.indexOf(word)]])]);
  const found = [];
  for (const page of await load("p")) {
    const [location, title, lines] = page;
    const [name, all] = (page[3] ??= [rootsOf([title]), rootsOf([title, ...lines])]);
    if (has(all)) found.push({ location, title, lines, named: has(name) ? 1 / name.size : 0 });
  }
  found.sort((one, other) => other.named - one.named);
  return found.slice(0, MOST_PAGES).map(({ location, title, lines }) => {
    const best = bestSentence(lines, words, own);
    return {
      location: addressOf(location, [title, ...lines], own),
      title: withMarks(title, matchesIn(title, own)),
      text: best.mass ? `<p>${shortened(best)}</p>` : "",
      score: LOWEST,
      terms: {},
      lines: [],
    };
  });
};

// A filter for something that there is not is said, with what there is.
const MOST_VALUES = 12;
const unknownFilter = ({ name, value, values }) => {
  const begun = values.filter((other) => other.toLowerCase()[0] === value[0]);
  const choices = (values.length > MOST_VALUES && begun.length ? begun : values).slice(0, MOST_VALUES).join(", ");
  const title = say(`no-${name}`, { value: escaped(value), choices: escaped(choices) });
  return { location: `browse/${PAGE}`, title, text: "", score: 2 * VERY, terms: {}, lines: [] };
};

const searched = async (query, hurried) => {
  const { hits, words, doubtful, unknown } = await ranked(query);
  const wanted = new Map();
  words.forEach((word, at) => {
    if (index.small.has(word.word) && words.some(({ word: other }) => !index.small.has(other))) return;
    for (const term of word.terms.keys()) wanted.set(term, [...(wanted.get(term) ?? []), at]);
  });
  const most = words.length ? (isLarge() ? SHOWN_OF_LARGE : SHOWN) : hits.length;
  const items = await Promise.all(hits.slice(0, most).map((hit) => shown(hit, words, wanted, hurried)));
  if (doubtful && items.length) items[0].text = `<p><em>${say("doubtful")}</em></p>${items[0].text}`;
  const suggest = completion(query, items[0]);
  // Whoever chose a level, a topic or a tag looks for questions: no other page has one.
  const pages = hurried || parse(query).facets.length ? [] : await pagesWith(words, wanted);
  const all = [...unknown.map(unknownFilter), ...items, ...pages];
  // The theme takes a hit without a place on its page for that page; for a question's it needs one, which search.js drops.
  const page = { location: "", title: "", text: "", score: 0, terms: {} };
  return { suggest, items: all.map(({ lines, ...item }) => (item.location.includes("#") ? [item, page] : [item])) };
};
