// Answers the theme's search box, and the Browse page, from the index that the build wrote (hooks/handbook/search/index.py).
// The theme's messages: 0 setup, 1 ready, 2 query, 3 result. The Browse page adds 4 and gets 5: the numbers of all that match.
(() => {
  "use strict";

  const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUE = Object.fromEntries([...LETTERS].map((letter, at) => [letter, at]));
  const [FACET, WORDS, CANDIDATES] = [/(?:^|\s)(level|topic|tag):(\S*)/g, 32, 40];
  // In a large bank each hit's text is in a part of its own, so fewer are shown.
  const [LARGE, SHOWN, SHOWN_OF_LARGE] = [1000, 20, 10];
  const [SAME, CONCEPT, BEGUN, SLIP, SECOND_SLIP, SHORT_SLIP, DOUBTFUL, AGAIN, SYNONYM] = [1, 0.9, 0.75, 0.85, 0.65, 0.45, 0.12, 0.6, 0.65];
  // How much a word that is nowhere tells, of the most that a word can tell: one in which anything may be asked, and another.
  const [LITTLE, UNKNOWN, LEAST] = [0.1, 0.7, 0.05];
  // What counts of a word that is only in the rest of a question, and how much it weighs there.
  const [IN_REST, OFTEN, ONCE] = [0.6, 0.2, 0.1];
  // What a query of one word that tells something must find of it; and what the score of a hit must be for one of several:
  // less with every such word up to some, and more if a part of what they tell is nowhere.
  const [ALONE, ENOUGH, EACH, SOME, NOWHERE] = [0.2, 3.55, 0.5, 5, 1];
  // A best hit that has not as much more than it must have may be about something else, and says so.
  const DOUBT = 0.8;
  // A hit this far behind the first is left out.
  const FAR = 0.25;
  // The first two phrasings are a question's names, itself and its id; the others tell a little less of what it is about,
  // unless the query is one of them.
  const [NAMES, PHRASING, NEARLY_SAME, VERY, MOST_ALIKE] = [2, 0.8, 0.88, 50, 5];

  // --- Loading ---------------------------------------------------------------------------------------------------------

  const here = self.document?.querySelector("script[src]")?.src ?? self.location.href;
  const base = new URL("../search/", here);
  // From disk a link to a folder would show the folder.
  const PAGE = base.protocol === "file:" ? "index.html" : "";
  const parts = new Map();
  let received;
  self.part = (data) => (received = data);

  // From disk each part is a script, one after the other, as all of them answer to the same name.
  let queue = Promise.resolve();
  const imported = (url) => {
    const loading = queue.then(() => importScripts(url)).then(() => received);
    queue = loading.catch(() => {});
    return loading;
  };
  const fetched = async (url, options) => {
    if (url.protocol === "file:") return imported(url);
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
    index = { ...head };
    index.small = new Set(head.small.split(" "));
    index.faint = new Set(head.faint.split(" "));
    index.places = new Map();
    let term = "";
    index.names = head.terms.split(" ").map((added, at) => {
      term = term.slice(0, VALUE[head.shared[at]]) + added;
      index.places.set(term, at);
      return term;
    });
    index.weights = Array.from(head.weights, (letter) => (VALUE[letter] / 63) * head.most);
    const tails = ["", "e", ...head.endings[1].filter(([, instead]) => !instead).map(([ending]) => ending)];
    index.tails = tails.flatMap((tail) => [tail, tail.endsWith("y") ? tail.slice(0, -1) + "ies" : tail + "s"]);
    index.begins = new Map();
    const namesIn = (group) => group.split(",").map((name) => name.split(" "));
    head.concepts.forEach((names, at) => {
      const apart = namesIn(names);
      const whole = apart.filter((words) => words.length > 1 && words.length < 4).map((words) => [words.join("")]);
      for (const name of [...apart, ...whole]) {
        if (!index.begins.has(name[0])) index.begins.set(name[0], []);
        index.begins.get(name[0]).push({ name, term: `=${at}` });
      }
    });
    index.codes = head.codes.split(" ").map((code) => [VALUE[code[1]] / 63, code[0] === "1" ? numberAt(code, { at: 2 }) : 0]);
    const groups = head.alike.map(namesIn);
    index.alike = new Map();
    for (const names of groups) {
      for (const name of names) {
        if (!index.alike.has(name[0])) index.alike.set(name[0], []);
        index.alike.get(name[0]).push({ name, others: names.filter((other) => other !== name) });
      }
    }
    for (const names of index.begins.values()) names.sort((a, b) => b.name.length - a.name.length);
    stems.clear();
  };

  // --- Words: the same as in hooks/handbook/search/words.py -----------------------------------------------------------------------

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
  const numbersIn = (text) => {
    const [numbers, place] = [[], { at: 0 }];
    let sum = 0;
    while (place.at < text.length) numbers.push((sum += numberAt(text, place)));
    return numbers;
  };
  // A code is a weight and a set of phrasings; most are one letter, the others are written after a dash.
  const codeAt = (text, place) => {
    const letter = text[place.at++];
    if (letter !== "-") return index.codes[VALUE[letter]];
    const has = text[place.at++] === "1";
    return [VALUE[text[place.at++]] / 63, has ? numberAt(text, place) : 0];
  };
  const listsIn = (text) => {
    const [steps, codes] = text.split(",");
    const place = { at: 0 };
    return steps.split(" ").map((step) => {
      const documents = numbersIn(step);
      const found = documents.map(() => codeAt(codes, place));
      return { documents, weights: found.map(([weight]) => weight), masks: found.map(([, mask]) => mask) };
    });
  };
  const strongList = async (term) => {
    const at = index.places.get(term);
    if (at === undefined) return EMPTY;
    const part = last(index.starts, at);
    const text = await load(`l${part}`);
    if (!lists.has(part)) lists.set(part, listsIn(text));
    return lists.get(part)[at - index.starts[part]];
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
    if (!entry) return EMPTY;
    const values = numbersIn(entry.slice(1));
    return { documents: values.map((value) => value >> 1), weights: values.map((value) => (value & 1 ? OFTEN : ONCE)), masks: values.map(() => 0) };
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
    nameSynonyms(words);
    return words;
  };

  // The term of a word itself; else what it may become, if it is unfinished; else what it may be a slip of.
  const meet = async (word) => {
    word.terms = new Map();
    word.known = index.places.has(word.stem);
    const entry = word.known ? undefined : (await restPart(word.stem)).get(word.stem);
    if (word.known || entry) word.terms.set(word.stem, SAME);
    word.mass = word.known ? Math.max(LEAST, weightOf(word.stem)) : entry ? Math.min(VALUE[entry[0]] / 63, UNKNOWN) * index.most : unknown(word);
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
        addTerm(word, term, fit);
        word.mass = Math.max(LEAST, weightOf(term) / (end - start));
      }
    }
  };
  // What people also say for words of the query; for several words only a term of the glossary can stand.
  const nameSynonyms = (words) => {
    const stems = words.map(({ stem }) => stem);
    stems.forEach((stem, start) => {
      for (const { name, others } of index.alike.get(stem) ?? []) {
        if (!name.every((word, on) => stems[start + on] === word)) continue;
        const terms = others.flatMap((other) => [...(other.length > 1 ? [] : other), ...conceptsIn(other).map(({ term }) => term)]);
        for (const word of words.slice(start, start + name.length)) terms.forEach((term) => index.places.has(term) && addTerm(word, term, SYNONYM));
      }
    });
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
      if (at !== undefined && index.tails.some((tail) => tail.startsWith(word.slice(cut)))) found.push([names[at], SAME]);
    }
    if (!found.length) for (const name of (await restPart(word)).keys()) if (name.startsWith(word)) found.push([name, BEGUN]);
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
      let edits = bits(letters & ~has) > few ? Infinity : distance(root, name, few, unfinished);
      if (edits > few) edits = Infinity;
      // A slip in the ending hides it.
      if (edits && name[0] === word[0]) edits = Math.min(edits, ...index.tails.map((tail) => distance(word, name + tail, most, unfinished)));
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

  const lettersOfAll = () => (index.letters ??= index.names.filter((name) => !/[:=]/.test(name)).map((name) => ({ name, has: lettersOf(name) })));
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
    if (!asked.words.length) return { hits: [...(allowed ?? [])].sort((a, b) => a - b).map((document) => ({ document, place: 1 })), words: [] };
    const words = await understood(asked);
    const tells = ({ word, stem }) => !index.small.has(word) && !index.faint.has(stem);
    const several = words.filter(tells).length;
    for (const word of words) word.tells = !several || tells(word);
    const total = sumOf(words.filter(({ word }) => !index.small.has(word))) || sumOf(words);
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
    const best = [...found.values()].sort((a, b) => b.value - a.value || a.document - b.document).slice(0, CANDIDATES);
    await Promise.all(best.map(async (hit) => (hit.card = await cardOf(hit.document))));
    for (const hit of best) rate(hit, words, total);
    const nowhere = sumOf(words.filter((word) => word.tells && !word.terms.size)) / telling;
    const least = ENOUGH - EACH * Math.min(several, SOME) + NOWHERE * nowhere;
    const hits = best.filter(({ cover, score }) => (several < 2 ? cover >= ALONE : score >= least));
    await preferExact(query, hits);
    const close = hits.filter((hit) => hit.score >= FAR * Math.max(...hits.map(({ score }) => score)));
    close.sort((a, b) => b.place - a.place || a.document - b.document);
    const [questions, pages] = [true, false].map((wanted) => close.filter((hit) => hit.document < index.questions === wanted));
    // The theme's Enter key takes the hit with the highest score, and a page comes after all questions.
    for (const page of pages) page.place = Math.min(0.2, Math.max(0.02, page.place / 20));
    const doubtful = several > 1 && questions.length > 0 && questions[0].score < least + DOUBT;
    return { hits: [...questions, ...pages], words, doubtful };
  };

  // Of several questions with the same words, the one with the very wording.
  const preferExact = async (query, hits) => {
    const near = hits.filter((hit) => hit.near >= NEARLY_SAME).sort((a, b) => b.near - a.near).slice(0, MOST_ALIKE);
    if (near.length < 2) return;
    const plain = (text) => chunks(text).flat().join(" ");
    for (const hit of near) {
      const [asked] = await textsOf(hit.document);
      if ([hit.card[1], ...asked].some((text) => plain(text) === plain(query))) hit.place += VERY;
    }
  };

  const cardOf = async (document) => (await load(`c${Math.floor(document / index.cards)}`))[document % index.cards];

  // A phrasing is as near as the weight of the shared words beside the words that only one side has.
  const rate = (hit, words, total) => {
    const lengths = hit.card[2];
    const telling = sumOf(words.filter(({ word, stem }) => !index.small.has(word) && !index.faint.has(stem)));
    const shared = new Array(lengths.length).fill(0);
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
      const length = 2 ** (VALUE[lengths[at]] / index.doubling) - 1;
      const alike = Math.min(1, (2 * mass) / (telling + length || 1));
      hit.near = Math.max(hit.near, alike * (at < NAMES || alike >= NEARLY_SAME ? 1 : PHRASING));
    });
    hit.score = (4 * hit.value) / total + 1.25 * hit.cover + 1.5 * hit.near;
    hit.place = hit.score + (hit.near >= NEARLY_SAME ? VERY * hit.near : 0);
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

  // The words to mark on the page of a hit, as a part of its address: stems, which end in a star, and what names a term otherwise.
  const FORMS = 16;
  const formsOf = (texts, wanted) => {
    const stems = [...wanted.keys()].filter((term) => !/[=:]/.test(term));
    const seen = texts.flatMap((text) => joined(matchesIn(text, wanted), text).map(({ start, end }) => text.slice(start, end).toLowerCase()));
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

  const shown = async (hit, words, wanted, hurried) => {
    const [location, title, , topic, level] = (hit.card ??= await cardOf(hit.document));
    const { html, lines } = hurried ? { html: "", lines: [] } : await sentenceFor(hit, words, wanted);
    const inTitle = matchesIn(title, wanted);
    const missing = words.filter((word) => !word.terms.size && !index.small.has(word.word)).map(({ word }) => [word, false]);
    return {
      location: location.replace(/(\/?)(?=#|$)/, (folder) => folder + PAGE + formsOf([title, ...lines], wanted)),
      title: withMarks(title, inTitle),
      text: html,
      ...(topic !== undefined && { tags: [escaped(index.topics[topic]), index.levels[level]] }),
      score: hit.place,
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
    const { hits, words, doubtful } = await ranked(query);
    const wanted = new Map();
    words.forEach((word, at) => {
      if (index.small.has(word.word) && words.some(({ word: other }) => !index.small.has(other))) return;
      for (const term of word.terms.keys()) wanted.set(term, [...(wanted.get(term) ?? []), at]);
    });
    const items = await Promise.all((words.length ? hits.slice(0, index.questions > LARGE ? SHOWN_OF_LARGE : SHOWN) : hits).map((hit) => shown(hit, words, wanted, hurried)));
    if (doubtful) items[0].text = `<p><em>This may not answer it, but nothing comes nearer.</em></p>${items[0].text}`;
    const suggest = completion(query, items[0]);
    // The theme takes the last of a group for the page that a hit is on, and shows no sentence for it: search.js drops it.
    return { suggest, items: items.map(({ lines, ...item }) => [item, { location: "", title: "", text: "", score: 0, terms: {} }]) };
  };

  // --- Messages ----------------------------------------------------------------------------------------------------------

  const [SETUP, READY, QUERY, RESULT, LIST, LISTED] = [0, 1, 2, 3, 4, 5];
  // Milliseconds that a query waits for the next key where it has to fetch something, and the longest that keys keep it waiting.
  const [PAUSE, PATIENCE] = [150, 900];
  let [latest, answered, deadline] = [0, 0, 0];

  const rest = (longest = PAUSE) => new Promise((rested) => setTimeout(rested, Math.min(PAUSE, longest)));

  // Only the newest query is answered: first without sentences, which are the most to fetch, and with them once the keys rest.
  // Where any answer has to fetch something it waits for that, too; but while keys keep coming, now and then one is given.
  const answer = async ({ id, data }, type, works, nothing) => {
    const query = data.query ?? data; // MaterialX asks with a number and an object
    const mine = ++latest;
    const send = (data) => {
      if (mine < answered) return;
      answered = mine;
      self.postMessage({ id, type, data });
    };
    if (!query.trim()) return send(nothing);
    const slow = !(index?.questions <= LARGE);
    if (slow) {
      deadline ||= Date.now() + PATIENCE;
      await rest(deadline - Date.now());
      if (mine !== latest && (!deadline || Date.now() < deadline)) return;
      deadline = 0;
    }
    for (const [at, work] of works.entries()) {
      if (at && !slow) await rest();
      if (at && mine !== latest) return;
      const data = await withIndex(() => work(query)).catch(() => nothing);
      if (!at || mine === latest) send(data);
    }
  };
  const listed = async (query) => (await ranked(query)).hits.filter(({ document }) => document < index.questions).map(({ document }) => document);

  self.addEventListener("message", ({ data: asked }) => {
    if (asked.type === SETUP) self.postMessage({ id: asked.id, type: READY });
    if (asked.type === QUERY) answer(asked, RESULT, [(query) => searched(query, true), searched], { items: [] });
    if (asked.type === LIST) answer(asked, LISTED, [listed], []);
  });
  self.handbookSearch = { ranked, searched, withIndex };
})();
