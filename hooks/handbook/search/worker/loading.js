// Answers the theme's search box, and the Browse page, from the index that the build wrote (hooks/handbook/search/index.py).

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VALUE = Object.fromEntries([...LETTERS].map((letter, at) => [letter, at]));
const CONCEPT = "\u00a7";
const isFacet = (term) => /^(?:level|topic|tag):/.test(term);

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
const sharedPart = async (kind, size, at) => (await load(`${kind}${Math.floor(at / size)}`))[at % size];
const cardOf = (question) => sharedPart("c", index.cards, question);
const textsOf = (question) => sharedPart("t", index.texts, question);
const restOf = (question) => sharedPart("r", index.rests, question);

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
    forget();
    await open({ cache: "reload" });
    return work();
  }
};

const namesIn = (group) => group.split(",").map((name) => name.split(" "));
const byFirstWord = (entries) => {
  const found = new Map();
  for (const entry of entries) found.set(entry.name[0], [...(found.get(entry.name[0]) ?? []), entry]);
  return found;
};
const prepare = (head) => {
  index = { ...head, small: new Set(head.small.split(" ")), faint: new Set(head.faint.split(" ")), places: new Map() };
  learnPatterns(head.patterns);
  let term = "";
  index.names = head.terms.split(" ").map((added, at) => {
    term = term.slice(0, VALUE[head.shared[at]]) + added;
    index.places.set(term, at);
    return term;
  });
  index.idf = Array.from(head.idf, (letter) => (VALUE[letter] / 63) * head.most);
  index.codes = head.codes.split(" ").map((code) => [VALUE[code[1]] / 63, code[0] === "1" ? numberAt(code, { at: 2 }) : 0]);
  index.tails = tailsOf(head);
  index.begins = byFirstWord(
    head.concepts.flatMap((names, at) => {
      const apart = namesIn(names);
      const whole = apart.filter((words) => words.length > 1 && words.length < 4).map((words) => [words.join("")]);
      return [...apart, ...whole].map((name) => ({ name, term: `${CONCEPT}${at}` }));
    }),
  );
  for (const names of index.begins.values()) names.sort((a, b) => b.name.length - a.name.length);
  index.alike = byFirstWord(
    head.alike
      .map(namesIn)
      .flatMap((names) => names.map((name) => ({ name, others: names.filter((other) => other !== name) }))),
  );
};
const forget = () => {
  lists.clear();
  stems.clear();
  forgetVectors();
};
