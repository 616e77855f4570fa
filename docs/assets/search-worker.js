// Answers the theme's search box, and the Browse page, from the index that the build wrote (hooks/handbook/search.py).
// The theme's messages: 0 setup, 1 ready, 2 query, 3 result. The Browse page adds 4 and gets 5: the numbers of all that match.
(() => {
  "use strict";

  const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUE = Object.fromEntries([...LETTERS].map((letter, at) => [letter, at]));
  const [FACET, WORDS, CANDIDATES] = [/(?:^|\s)(level|topic|tag):(\S*)/g, 32, 40];
  // In a large bank each hit's text is in a part of its own, so fewer are shown.
  const [LARGE, SHOWN, SHOWN_OF_LARGE] = [1000, 20, 10];
  const [SAME, CONCEPT, BEGUN, SLIP, SECOND_SLIP, SHORT_SLIP, DOUBTFUL, AGAIN] = [1, 0.9, 0.75, 0.85, 0.65, 0.45, 0.12, 0.6];
  // How much a word that is nowhere tells, of the most that a word can tell: one in which anything may be asked, and another.
  const [LITTLE, UNKNOWN, LEAST] = [0.1, 0.7, 0.05];
  // What counts of a word that is only in the rest of a question, and how much it weighs there.
  const [IN_REST, OFTEN, ONCE] = [0.5, 0.25, 0.12];
  // What a question must have of a query of several words, by their weights: of the words, of the weight that they can have in it,
  // and of both; less if a word of the query is a tag or a term of the glossary. And of a query with one word that tells something.
  const [TOPICAL, OTHER, ALONE] = [[0.2, 0.05, 0.4], [0.3, 0.1, 0.63], 0.2];
  // A hit this far behind the first is left out.
  const FAR = 0.25;
  // The first two phrasings are a question's names, itself and its id; the others tell a little less of what it is about,
  // unless the query is one of them.
  const [NAMES, PHRASING, NEARLY_SAME] = [2, 0.8, 0.88];

  // --- Loading ---------------------------------------------------------------------------------------------------------

  const here = self.document?.querySelector("script[src]")?.src ?? self.location.href;
  const base = new URL("../search/", here);
  const parts = new Map();
  let received;
  self.part = (data) => (received = data);

  const fetched = async (url, options) => {
    if (url.protocol === "file:") {
      await importScripts(url);
      return received;
    }
    const response = await fetch(url, options);
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    return JSON.parse((await response.text()).slice(5, -1));
  };
  const load = (name) => {
    if (!parts.has(name)) {
      const loading = fetched(new URL(`${index.folder}/${name}.js`, base));
      loading.catch(() => parts.delete(name));
      parts.set(name, loading);
    }
    return parts.get(name);
  };

  let index, opening;
  const open = (options) => (opening ??= fetched(new URL("words.js", base), options).then(prepare));
  // A build that took the place of another one in the meantime has other parts: begin again with its words.
  const withIndex = async (work) => {
    try {
      await open();
      return await work();
    } catch {
      opening = undefined;
      parts.clear();
      lists.clear();
      await open({ cache: "reload" });
      return work();
    }
  };

  const prepare = (head) => {
    index = head;
    index.small = new Set(head.small.split(" "));
    index.faint = new Set(head.faint.split(" "));
    index.places = new Map();
    index.weights = [];
    index.forms = [];
    let term = "";
    index.names = head.terms.split(" ").map((entry, at) => {
      const comma = entry.indexOf(",");
      term = term.slice(0, VALUE[entry[0]]) + entry.slice(1, comma);
      index.places.set(term, at);
      index.weights.push((VALUE[entry[comma + 1]] / 63) * head.most);
      index.forms.push([...entry.slice(comma + 2)].map((letter) => head.tails[VALUE[letter]]));
      return term;
    });
    index.begins = new Map();
    head.concepts.forEach((names, at) => {
      const apart = names.map((words) => words.split(" "));
      const whole = apart.filter((words) => words.length > 1 && words.length < 4).map((words) => [words.join("")]);
      for (const name of [...apart, ...whole]) {
        if (!index.begins.has(name[0])) index.begins.set(name[0], []);
        index.begins.get(name[0]).push({ name, term: `=${at}` });
      }
    });
    index.tags = new Set(index.names.filter((name) => name.startsWith("tag:")).map((name) => name.slice(4)));
    for (const names of index.begins.values()) names.sort((a, b) => b.name.length - a.name.length);
    stems.clear();
  };

  // --- Words: the same as in hooks/handbook/words.py -----------------------------------------------------------------------

  const WORD = /[\p{L}\p{N}]+(?:[._-][\p{L}\p{N}]+)*(?:\+\+|#)?/gu;
  const folded = (text) =>
    text.replace(/(?<=[a-z])(?=[A-Z][a-z])/g, "-").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/['’]s(?![\p{L}\p{N}])/gu, "").replace(/['’]/g, "");
  const chunks = (text) => (folded(text.replace(/\\[a-zA-Z]+/g, " ")).match(WORD) ?? []).map((word) => word.split(/[._-]/));

  const stems = new Map();
  const stem = (word) => {
    if (word.length < 4) return word;
    if (!stems.has(word)) stems.set(word, stemmed(word));
    return stems.get(word);
  };
  const stemmed = (word) => {
    for (const step of index.endings) {
      const rule = step.find(([ending, , least]) => word.length >= ending.length + least && word.endsWith(ending));
      if (rule) word = word.slice(0, word.length - rule[0].length) + rule[1];
    }
    return word;
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

  // --- Lists of documents ----------------------------------------------------------------------------------------------

  const lists = new Map();
  const EMPTY = { documents: [], weights: [], masks: [] };
  const last = (sorted, value) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] <= value) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };

  const numberAt = (text, place) => {
    let [value, shift, letter] = [0, 0, 0];
    do {
      letter = VALUE[text[place.at++]];
      value += (letter & 31) * 2 ** shift;
      shift += 5;
    } while (letter > 31);
    return value;
  };
  const listOf = (text, strong) => {
    const [list, place] = [{ documents: [], weights: [], masks: [] }, { at: 0 }];
    let document = -1;
    while (place.at < text.length) {
      const step = numberAt(text, place);
      document += step >> 1;
      list.documents.push(document);
      if (strong) {
        list.weights.push(VALUE[text[place.at++]] / 63);
        list.masks.push(step & 1 ? numberAt(text, place) : 0);
      } else {
        list.weights.push(step & 1 ? OFTEN : ONCE);
        list.masks.push(0);
      }
    }
    return list;
  };
  const strongList = async (term) => {
    const at = index.places.get(term);
    if (at === undefined) return EMPTY;
    if (!lists.has(term)) {
      const part = last(index.starts, at);
      const texts = (await load(`l${part}`)).split(" ");
      lists.set(term, listOf(texts[at - index.starts[part]], true));
    }
    return lists.get(term);
  };
  // The lists of the rest: a part has its terms, and their weights for those that are nowhere else.
  const restPart = async (term) => {
    const at = last(index.firsts, term);
    if (at < 0) return new Map();
    const texts = await load(`m${at}`);
    if (typeof texts !== "string") return texts;
    const part = new Map(texts.split(" ").map((entry) => [entry.slice(0, entry.indexOf(",")), entry.slice(entry.indexOf(",") + 1)]));
    parts.set(`m${at}`, Promise.resolve(part));
    return part;
  };
  const restList = async (term) => {
    const entry = (await restPart(term)).get(term);
    return entry ? listOf(entry.slice(1), false) : EMPTY;
  };

  // --- What a query asks for --------------------------------------------------------------------------------------------

  const weightOf = (term) => index.weights[index.places.get(term)];

  const parse = (query) => {
    const facets = [];
    const rest = query.slice(0, 600).replace(FACET, (_, name, value) => (facets.push([name, value.toLowerCase()]), " "));
    const words = chunks(rest).slice(0, WORDS).flatMap((pieces) => {
      const whole = pieces.length > 1 && pieces.length < 4 ? pieces.join("") : "";
      return pieces.map((word) => ({ word, stem: stem(word), whole }));
    });
    return { facets, words: words.slice(0, WORDS), unfinished: words.length > 0 && /[\p{L}\p{N}+#]$/u.test(rest) };
  };

  // Each word with the terms that it may be meant as, and how well each of them fits.
  const understood = async ({ words, unfinished }) => {
    words.forEach((word, at) => (word.last = unfinished && at === words.length - 1 && word.word.length > 1));
    await Promise.all(words.map(meet));
    joinPairs(words);
    nameConcepts(words);
    return words;
  };

  // The term of a word itself; else what it may become, if it is unfinished; else what it may be a slip of.
  const meet = async (word) => {
    word.terms = new Map();
    word.known = index.places.has(word.stem);
    const entry = word.known ? undefined : (await restPart(word.stem)).get(word.stem);
    if (word.known || entry) word.terms.set(word.stem, SAME);
    word.mass = word.known ? Math.max(LEAST, weightOf(word.stem)) : entry ? (VALUE[entry[0]] / 63) * index.most : unknown(word);
    const whole = word.whole && stem(word.whole);
    if (whole && index.places.has(whole)) addTerm(word, whole, SAME);
    if (word.last) for (const [term, fit] of await begunWith(word.word)) addTerm(word, term, word.known ? fit * AGAIN : fit);
    if (word.known || conceptsIn([word.stem]).length) return;
    // A word that is only somewhere in the rest may also be a slip, but is that first.
    const doubt = word.terms.size > 0;
    for (const [term, fit] of doubt && !entry ? [] : await corrected(word)) addTerm(word, term, doubt ? DOUBTFUL : fit);
    word.slip = !doubt && word.terms.size > 0;
    if (!entry && word.terms.size) word.mass = Math.min(...[...word.terms.keys()].map((term) => weightOf(term) ?? index.most / 2));
  };
  const unknown = ({ word, stem }) => (index.faint.has(stem) || index.small.has(word) ? LITTLE : UNKNOWN) * index.most;

  // The terms of the glossary that words or what they are slips of make together.
  const nameConcepts = (words) => {
    const readings = words.map((word) => (word.slip ? ([...word.terms.keys()][0] ?? word.stem) : word.stem));
    words.forEach((word, at) => {
      if (!word.slip && !word.last) return;
      const makesOne = (term) => conceptsIn(readings.with(at, term)).some(({ start, end }) => start <= at && at < end && end - start > 1);
      readings[at] = [...word.terms.keys()].find(makesOne) ?? readings[at];
    });
    for (const { start, end, term } of conceptsIn(readings)) {
      if (!index.places.has(term)) continue;
      const fit = Math.min(CONCEPT, ...words.slice(start, end).map((word) => (word.slip ? Math.max(...word.terms.values()) : SAME)));
      for (const word of words.slice(start, end)) {
        word.topical = true;
        addTerm(word, term, fit);
        word.mass = Math.max(LEAST, weightOf(term) / (end - start));
      }
    }
  };
  const addTerm = (word, term, fit) => word.terms.set(term, Math.max(fit, word.terms.get(term) ?? 0));

  // "drop out" is one word where it is not two.
  const joinPairs = (words) => {
    for (let at = 1; at < words.length; at++) {
      const whole = stem(words[at - 1].word + words[at].word);
      if (!index.places.has(whole)) continue;
      for (const word of [words[at - 1], words[at]]) word.terms.set(whole, SAME);
    }
  };

  // Terms that an unfinished word may become; endings are no part of a term, so the word may also be longer than it.
  const begunWith = async (word) => {
    const found = [];
    const names = index.names;
    for (let at = last(names, word) + (names[last(names, word)] === word ? 0 : 1); names[at]?.startsWith(word) && found.length < 60; at++) {
      if (!names[at].includes(":")) found.push([names[at], BEGUN]);
    }
    for (let cut = word.length - 1; cut > 3; cut--) {
      const at = index.places.get(word.slice(0, cut));
      if (at !== undefined && index.forms[at].some((tail) => tail.startsWith(word.slice(cut)))) found.push([names[at], SAME]);
    }
    if (!found.length) for (const name of (await restPart(word)).keys()) if (name.startsWith(word)) found.push([name, BEGUN]);
    return found;
  };

  // Terms that a word may be a slip of: one edit in four to seven letters, two in longer ones.
  const corrected = async ({ word, last: unfinished }) => {
    const most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
    if (!most || index.faint.has(stem(word)) || index.small.has(word)) return [];
    let found = [];
    const letters = lettersOf(word);
    for (const { form, name, has } of formsOfAll()) {
      if (bits(letters & ~has) > most || form.length < word.length - most) continue;
      const edits = distance(word, form, most, unfinished);
      if (edits <= most) found.push([name, edits]);
    }
    if (!found.length) {
      for (const name of (await restPart(word)).keys()) {
        const edits = distance(stem(word), name, most, false);
        if (edits <= most) found.push([name, edits]);
      }
    }
    const least = Math.min(...found.map(([, edits]) => edits));
    return found.filter(([, edits]) => edits === least).map(([name, edits]) => [name, word.length < 6 ? SHORT_SLIP : edits > 1 ? SECOND_SLIP : SLIP]);
  };

  const formsOfAll = () =>
    (index.spelled ??= index.names.flatMap((name, at) =>
      /[:=]/.test(name) ? [] : ["", ...index.forms[at]].map((tail) => ({ form: name + tail, name, has: lettersOf(name + tail) })),
    ));
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

  // --- Ranking -----------------------------------------------------------------------------------------------------------

  const documentsIn = async (facets) => {
    let allowed;
    for (const [name, value] of facets) {
      const key = `${name}:${value}`;
      const terms = index.places.has(key) ? [key] : index.names.filter((term) => term.startsWith(key));
      const found = new Set((await Promise.all(terms.map(strongList))).flatMap((list) => list.documents));
      allowed = allowed ? new Set([...allowed].filter((document) => found.has(document))) : found;
    }
    return allowed;
  };

  const sumOf = (words) => words.reduce((sum, { mass }) => sum + mass, 0);

  const ranked = async (query) => {
    const asked = parse(query);
    const allowed = await documentsIn(asked.facets);
    if (!asked.words.length) return { hits: [...(allowed ?? [])].sort((a, b) => a - b).map((document) => ({ document, score: 1 })), words: [] };
    const words = await understood(asked);
    const tells = ({ word, stem }) => !index.small.has(word) && !index.faint.has(stem);
    const several = words.filter(tells).length;
    for (const word of words) word.tells = !several || tells(word);
    const total = sumOf(words);
    const telling = sumOf(words.filter((word) => word.tells));
    const found = new Map();
    await Promise.all(
      words.map(async (word) => {
        word.lists = await Promise.all([...word.terms].map(async ([term, fit]) => ({ fit, list: await strongList(term) })));
        if (!index.small.has(word.word)) {
          word.rests = await Promise.all([...word.terms].filter(([term, fit]) => fit !== BEGUN || !index.places.has(term)).map(async ([term, fit]) => ({ fit, list: await restList(term) })));
        }
      }),
    );
    for (const word of words) {
      const best = new Map();
      for (const [rest, some] of [[false, word.lists], [true, word.rests ?? []]]) {
        for (const { fit, list } of some) {
          list.documents.forEach((document, at) => {
            if (allowed && !allowed.has(document)) return;
            const value = fit * list.weights[at];
            const cover = fit * (rest && list.weights[at] < OFTEN ? IN_REST : 1);
            const other = best.get(document);
            if (!other) best.set(document, [value, cover]);
            else [other[0], other[1]] = [Math.max(other[0], value), Math.max(other[1], cover)];
          });
        }
      }
      for (const [document, [value, cover]] of best) {
        const hit = found.get(document) ?? { document, value: 0, cover: 0, matched: 0 };
        hit.value += value * word.mass;
        hit.matched += cover * word.mass;
        if (word.tells) hit.cover += (cover * word.mass) / telling;
        found.set(document, hit);
      }
    }
    const topical = words.some((word) => word.topical || index.tags.has(word.word) || index.tags.has(word.stem));
    const [covered, about, together] = several < 2 ? [ALONE, 0, 0] : topical ? TOPICAL : OTHER;
    const enough = [...found.values()].filter(
      ({ cover, value }) => cover >= covered && value >= about * total && cover + value / total >= together,
    );
    enough.sort((a, b) => b.value - a.value || a.document - b.document);
    const hits = enough.slice(0, CANDIDATES);
    await Promise.all(hits.map(async (hit) => (hit.card = await cardOf(hit.document))));
    for (const hit of hits) rate(hit, words, total);
    await preferExact(query, hits);
    hits.sort((a, b) => b.score - a.score || a.document - b.document);
    const close = hits.filter((hit) => hit.score >= FAR * hits[0].score);
    const [questions, pages] = [true, false].map((wanted) => close.filter((hit) => hit.document < index.questions === wanted));
    // The theme's Enter key takes the hit with the highest score, and a page comes after all questions.
    for (const page of pages) page.score = Math.min(0.2, Math.max(0.02, page.score / 20));
    return { hits: [...questions, ...pages], words };
  };

  // Of several questions with the same words, the one with the very wording.
  const preferExact = async (query, hits) => {
    const near = hits.filter((hit) => hit.near >= NEARLY_SAME);
    if (near.length < 2) return;
    const plain = (text) => chunks(text).flat().join(" ");
    for (const hit of near) {
      const [asked] = await textsOf(hit.document);
      if ([hit.card[1], ...asked].some((text) => plain(text) === plain(query))) hit.score += 50;
    }
  };

  const cardOf = async (document) => (await load(`c${Math.floor(document / index.cards)}`))[document % index.cards];

  // A phrasing is as near as the weight of the shared words beside the words that only one side has.
  const rate = (hit, words, total) => {
    const lengths = hit.card[2];
    const telling = sumOf(words.filter(({ word }) => !index.small.has(word)));
    const shared = new Array(lengths.length / 2).fill(0);
    for (const word of words) {
      const fits = new Array(shared.length).fill(0);
      for (const { fit, list } of word.lists) {
        const at = last(list.documents, hit.document);
        if (list.documents[at] !== hit.document) continue;
        for (let on = 0, mask = list.masks[at]; mask; on++, mask >>>= 1) if (mask & 1 && on < fits.length) fits[on] = Math.max(fits[on], fit);
      }
      fits.forEach((fit, at) => (shared[at] += fit * word.mass));
    }
    hit.near = 0;
    shared.forEach((mass, at) => {
      const length = (VALUE[lengths[2 * at]] * 64 + VALUE[lengths[2 * at + 1]]) / index.mass;
      const alike = Math.min(1, (2 * mass) / (telling + length));
      hit.near = Math.max(hit.near, alike * (at < NAMES || alike >= NEARLY_SAME ? 1 : PHRASING));
    });
    hit.score = ((2 * hit.value) / total + hit.cover + 2 * hit.near);
    if (hit.near >= NEARLY_SAME) hit.score += 50 * hit.near;
  };

  // --- What the reader sees ----------------------------------------------------------------------------------------------

  const SPOKEN = /[\p{L}\p{N}]+(?:[.'’_-][\p{L}\p{N}]+)*(?:\+\+|#)?/gu;
  const LONGEST = 260;
  const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

  const spoken = new Map();
  const termsOf = (word) => {
    if (!spoken.has(word)) {
      const pieces = chunks(word);
      spoken.set(word, { own: pieces.flat().map(stem), whole: pieces.filter((parts) => parts.length > 1).map((parts) => stem(parts.join(""))) });
    }
    return spoken.get(word);
  };

  // The places of the words in a text that the query asks for, and which of its words they are.
  const matchesIn = (text, wanted) => {
    const [stemsOf, from, marks] = [[], [], []];
    const tokens = [...text.matchAll(SPOKEN)];
    const mark = (token, asked) => marks.push({ start: token.index, end: token.index + token[0].length, asked });
    for (const token of tokens) {
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
      if (mass > best.mass + 0.01) best = { text, marks, mass };
    }
    return best;
  };
  // A long sentence is cut around the words in it.
  const cut = ({ text, marks }) => {
    if (text.length <= LONGEST) return withMarks(text, marks);
    const start = Math.max(0, Math.min(marks[0].start - 60, text.length - LONGEST));
    const from = start && text.indexOf(" ", start) + 1;
    const to = from + LONGEST < text.length ? text.lastIndexOf(" ", from + LONGEST) : text.length;
    const inside = marks.filter((mark) => mark.start >= from && mark.end <= to);
    const moved = inside.map((mark) => ({ ...mark, start: mark.start - from, end: mark.end - from }));
    return `${from ? "… " : ""}${withMarks(text.slice(from, to), moved)}${to < text.length ? " …" : ""}`;
  };

  const textsOf = async (document) => (await load(`t${Math.floor(document / index.texts)}`))[document % index.texts];
  const restOf = async (document) => (await load(`r${Math.floor(document / index.rests)}`))[document % index.rests];

  // The sentence with most of the words: of short answer and key points, else of a phrasing, else of the rest.
  const sentenceFor = async (hit, words, wanted) => {
    if (!words.length) return { html: "", lines: [] };
    const [asked, core] = await textsOf(hit.document);
    let lines = [...core, ...asked];
    let best = bestSentence(lines, words, wanted);
    if (best.mass < 0.75 * hit.matched) {
      const rest = await restOf(hit.document);
      const other = bestSentence(rest, words, wanted);
      lines = [...lines, ...rest];
      if (other.mass > best.mass + 0.01) best = other;
    }
    return { html: best.mass ? `<p>${cut(best)}</p>` : "", lines };
  };

  // The words to mark on the page of a hit, as a part of its address: all that a term of the query looks like.
  const FORMS = 40;
  const formsOf = (words, texts, wanted) => {
    const forms = new Set();
    for (const term of wanted.keys()) {
      const at = index.places.get(term);
      if (!/[=:]/.test(term)) ["", ...(index.forms[at] ?? [])].forEach((tail) => forms.add(term + tail));
    }
    for (const text of texts) for (const { start, end } of joined(matchesIn(text, wanted), text)) forms.add(text.slice(start, end).toLowerCase());
    for (const { word } of words) if (wanted.size && !index.small.has(word)) forms.add(word);
    return forms.size ? `?h=${encodeURIComponent([...forms].slice(0, FORMS).join(","))}` : "";
  };
  const joined = (marks, text) =>
    marks.reduce((all, mark) => {
      const before = all.at(-1);
      if (before && /^[\s-]+$/.test(text.slice(before.end, mark.start))) before.end = mark.end;
      else if (!before || mark.start >= before.end) all.push({ ...mark });
      return all;
    }, []);

  const shown = async (hit, words, wanted, hurried) => {
    const [location, title, , topic, level] = (hit.card ??= await cardOf(hit.document));
    const { html, lines } = hurried ? { html: "", lines: [] } : await sentenceFor(hit, words, wanted);
    const inTitle = matchesIn(title, wanted);
    const missing = words.filter((word) => !word.terms.size && !index.small.has(word.word)).map(({ word }) => [word, false]);
    return {
      location: location.replace(/(?=#|$)/, formsOf(words, [title, ...lines], wanted)),
      title: withMarks(title, inTitle),
      text: html,
      ...(topic !== undefined && { tags: [escaped(index.topics[topic]), index.levels[level]] }),
      score: hit.score,
      terms: Object.fromEntries(missing),
      lines,
    };
  };

  const completion = (query, best) => {
    const begun = query.split(/[\s-]+/).at(-1).toLowerCase();
    if (!begun || !best) return [];
    const found = [best.title.replace(/<[^>]*>/g, ""), ...best.lines].join(" ").toLowerCase().match(SPOKEN) ?? [];
    return found.filter((word) => word.startsWith(begun) && word !== begun).slice(0, 1);
  };

  const searched = async (query, hurried) => {
    const { hits, words } = await ranked(query);
    const wanted = new Map();
    words.forEach((word, at) => {
      if (index.small.has(word.word) && words.some(({ word: other }) => !index.small.has(other))) return;
      for (const term of word.terms.keys()) wanted.set(term, [...(wanted.get(term) ?? []), at]);
    });
    const items = await Promise.all((words.length ? hits.slice(0, index.questions > LARGE ? SHOWN_OF_LARGE : SHOWN) : hits).map((hit) => shown(hit, words, wanted, hurried)));
    const suggest = completion(query, items[0]);
    // The theme takes the last of a group for the page that a hit is on, and shows no sentence for it: search.js drops it.
    return { suggest, items: items.map(({ lines, ...item }) => [item, { location: "", title: "", text: "", score: 0, terms: {} }]) };
  };

  // --- Messages ----------------------------------------------------------------------------------------------------------

  const [SETUP, READY, QUERY, RESULT, LIST, LISTED] = [0, 1, 2, 3, 4, 5];
  // Milliseconds that a query waits for the next key where it has to fetch something, and the longest that keys keep it waiting.
  const [PAUSE, PATIENCE] = [150, 900];
  let [latest, answered, deadline] = [0, 0, 0];

  // Only the newest query is answered; but while keys keep coming, now and then one without sentences, which are the most to fetch.
  const answer = async (query, type, work, nothing) => {
    const mine = ++latest;
    let hurried = false;
    if (query.trim() && !(index?.questions <= LARGE)) {
      deadline ||= Date.now() + PATIENCE;
      await new Promise((rested) => setTimeout(rested, Math.min(PAUSE, deadline - Date.now())));
      hurried = mine !== latest && deadline && Date.now() >= deadline;
    }
    if (mine !== latest && !hurried) return;
    deadline = 0;
    const data = query.trim() ? await withIndex(() => work(query, hurried)).catch(() => nothing) : nothing;
    if (mine < answered || (mine !== latest && !hurried)) return;
    answered = mine;
    self.postMessage({ type, data });
  };
  const listed = async (query) => (await ranked(query)).hits.filter(({ document }) => document < index.questions).map(({ document }) => document);

  self.addEventListener("message", ({ data: { type, data } }) => {
    if (type === SETUP) self.postMessage({ type: READY });
    if (type === QUERY) answer(data, RESULT, searched, { items: [] });
    if (type === LIST) answer(data, LISTED, listed, []);
  });
  self.handbookSearch = { ranked, searched, withIndex };
})();
