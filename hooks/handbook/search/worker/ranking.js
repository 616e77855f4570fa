// --- Ranking: the words, the nearest phrasing and the meaning, each with a weight that was fitted (../fitting.py) -------------

// In a large bank each question's parts are parts of their own, so fewer are looked at and shown.
const [LARGE, CANDIDATES, SHOWN, CANDIDATES_OF_LARGE, SHOWN_OF_LARGE] = [1000, 40, 20, 25, 10];
const isLarge = () => index.questions > LARGE;
// The score is a logarithm of odds: a hit that is this much less likely than the first is left out.
const FAR = Math.log(1000);
// Wordings this near are read, as one of them may be the query itself.
const [NEARLY_SAME, MOST_ALIKE, VERY] = [0.8, 6, 50];

const sumOf = (words) => words.reduce((sum, { mass }) => sum + mass, 0);

// The questions that have what is filtered by, and what was asked for that no question has.
const filtered = async (facets) => {
  let allowed;
  const unknown = [];
  for (const [name, value] of facets) {
    if (!value) continue;
    const key = `${name}:${value}`;
    const values = index.names.filter((term) => term.startsWith(`${name}:`));
    const same = values.filter((term) => term.toLowerCase() === key);
    const terms = same.length ? same : values.filter((term) => term.toLowerCase().startsWith(key));
    if (!terms.length) unknown.push({ name, value, values: values.map((term) => term.slice(name.length + 1)) });
    else {
      const found = new Set((await Promise.all(terms.map(strongList))).flatMap((list) => list.questions));
      allowed = allowed ? new Set([...allowed].filter((question) => found.has(question))) : found;
    }
  }
  return { allowed, unknown };
};

const listsOf = (words) =>
  Promise.all(
    words.map(async (word) => {
      const terms = [...word.terms];
      word.lists = await Promise.all(terms.map(async ([term, fit]) => ({ fit, list: await strongList(term) })));
      const own = terms.filter(([term, fit]) => fit !== index.weights.begun || !index.places.has(term));
      word.rests = await Promise.all(own.map(async ([term, fit]) => ({ fit, list: await restList(term) })));
    }),
  );

// What each question has of the words: `lexical` is the sum of their weights in it, `cover` tells how much of the query that is.
const lexical = (words, allowed) => {
  const [total, telling] = [sumOf(words), sumOf(words.filter(({ tells }) => tells))];
  const found = new Map();
  for (const word of words) {
    const best = new Map();
    for (const { fit, list } of [...word.lists, ...word.rests]) {
      list.questions.forEach((question, at) => {
        if (allowed && !allowed.has(question)) return;
        const [value, cover] = best.get(question) ?? [0, 0];
        best.set(question, [Math.max(value, fit * list.weights[at]), Math.max(cover, fit)]);
      });
    }
    for (const [question, [value, cover]] of best) {
      const hit = found.get(question) ?? { question, lexical: 0, cover: 0, matched: 0 };
      hit.lexical += (value * word.mass) / total;
      hit.matched += cover * word.mass;
      if (word.tells) hit.cover += (cover * word.mass) / telling;
      found.set(question, hit);
    }
  }
  return found;
};

// A phrasing is as near as the weight of the shared words beside the words that only one side has.
const near = (card, question, words) => {
  const lengths = card[2];
  const own = words.filter(({ word, stem }) => !index.small.has(word) && !index.faint.has(stem));
  const shared = new Array(lengths.length).fill(0);
  for (const word of own) {
    const fits = new Array(shared.length).fill(0);
    for (const { fit, list } of word.lists) {
      const at = last(list.questions, question);
      if (list.questions[at] !== question) continue;
      for (let on = 0, mask = list.masks[at]; mask; on++, mask >>>= 1)
        if (mask & 1 && on < fits.length) fits[on] = Math.max(fits[on], fit);
    }
    fits.forEach((fit, at) => (shared[at] += fit * word.mass));
  }
  const telling = sumOf(own);
  return Math.max(
    ...shared.map((mass, at) => Math.min(1, (2 * mass) / (telling + 2 ** (VALUE[lengths[at]] / index.doubling) - 1 || 1))),
  );
};

// Where there are not many questions, each is a candidate for what it means alone.
const candidates = async (found, meaning, allowed) => {
  const most = isLarge() ? CANDIDATES_OF_LARGE : CANDIDATES;
  const byWords = [...found.values()].sort((a, b) => b.lexical - a.lexical || a.question - b.question).slice(0, most);
  if (!meaning) return byWords;
  const chosen = new Map(byWords.map((hit) => [hit.question, hit]));
  const like = async (question) => cosine(meaning, await vectorOf(question));
  if (isLarge()) {
    await Promise.all(byWords.map(async (hit) => (hit.meaning = await like(hit.question))));
    return byWords;
  }
  const all = [...Array(index.questions).keys()].filter((question) => !allowed || allowed.has(question));
  const alike = await Promise.all(all.map(async (question) => ({ question, meaning: await like(question) })));
  alike.sort((a, b) => b.meaning - a.meaning || a.question - b.question);
  alike.forEach(({ question, meaning: value }, at) => {
    const hit =
      chosen.get(question) ?? (at < most ? (found.get(question) ?? { question, lexical: 0, cover: 0, matched: 0 }) : undefined);
    if (hit) chosen.set(question, Object.assign(hit, { meaning: value }));
  });
  return [...chosen.values()];
};

// Of several questions with nearly the same words, the one with the very wording.
const preferExact = async (query, hits) => {
  const alike = hits
    .filter((hit) => hit.near >= NEARLY_SAME)
    .sort((a, b) => b.near - a.near)
    .slice(0, MOST_ALIKE);
  const plain = (text) => chunks(text).flat().join(" ");
  for (const hit of alike) {
    const [asked, , searched] = await textsOf(hit.question);
    if ([hit.card[1], ...asked, ...searched].some((text) => plain(text) === plain(query))) hit.score += VERY;
  }
};

// A phrase in quotation marks stands in one of a question's texts, word by word.
const withPhrases = async (phrases, hits) => {
  if (!phrases.length) return hits;
  const has = (text, phrase) => {
    const roots = chunks(text).flat().map(stem);
    return roots.some((_, at) => phrase.every((root, on) => roots[at + on] === root));
  };
  const kept = await Promise.all(
    hits.map(async ({ question, card }) => {
      const texts = [card[1], ...(await textsOf(question)).flat(), ...(await restOf(question))];
      return phrases.every((phrase) => texts.some((text) => has(text, phrase)));
    }),
  );
  return hits.filter((_, at) => kept[at]);
};

// What tells whether the best hit answers the query at all; in the order of the fitted weights.
const measuresOf = (best, words) => {
  const telling = words.filter(({ tells }) => tells);
  const nowhere = sumOf(telling.filter(({ terms }) => !terms.size)) / (sumOf(telling) || 1);
  return [1, best.lexical, best.near, best.meaning ?? 0, best.cover, nowhere, Math.log(telling.length)];
};
// Each word that tells something is known as it was written, or begun.
const allKnown = (words) => words.filter(({ tells }) => tells).every(({ terms, slip }) => terms.size && !slip);
// Who asks for one word of the handbook gets what has it, and a question that has each word as it was asked is no doubtful hit.
const ALL = 0.999;
const isOneKnown = (words) => words.filter(({ tells }) => tells).length === 1 && allKnown(words);

const rated = async (query, words, allowed, phrases) => {
  await listsOf(words);
  if (index.vectors) await vectorsOrTime();
  const meaning = meaningOf(words);
  const { lexical: lexicalWeight, near: nearWeight, meaning: meaningWeight } = index.weights;
  const hits = await candidates(lexical(words, allowed), meaning, allowed);
  await Promise.all(hits.map(async (hit) => (hit.card = await cardOf(hit.question))));
  for (const hit of hits) {
    hit.near = near(hit.card, hit.question, words);
    hit.score = lexicalWeight * hit.lexical + nearWeight * hit.near + meaningWeight * (hit.meaning ?? 0);
  }
  await preferExact(query, hits);
  const left = await withPhrases(phrases, hits);
  return left.sort((a, b) => b.score - a.score || a.question - b.question);
};

const ranked = async (query) => {
  const asked = parse(query);
  const { allowed, unknown } = await filtered(asked.facets);
  if (!asked.words.length)
    return { hits: [...(allowed ?? [])].sort((a, b) => a - b).map((question) => ({ question, score: 1 })), words: [], unknown };
  const words = await understood(asked);
  const hits = words.length ? await rated(query, words, allowed, asked.phrases) : [];
  if (!hits.length) return { hits, words, unknown };
  const measures = measuresOf(hits[0], words);
  const odds = measures.reduce((sum, measure, at) => sum + measure * index.weights.found[at], 0);
  const isFound = hits[0].score >= VERY || odds >= 0 || allKnown(words);
  return {
    hits: isFound ? hits.filter((hit) => hit.score >= hits[0].score - FAR) : [],
    words,
    unknown,
    doubtful: odds < index.weights.doubtful && !isOneKnown(words) && hits[0].cover < ALL,
    measures,
  };
};
