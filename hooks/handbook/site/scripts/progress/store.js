// Where progress is kept: this browser. Text that cannot be read is put aside and never written over.
const BASE = new URL(JSON.parse(document.getElementById("__config").textContent).base.replace(/\/?$/, "/"), location.href);
const KEY = `handbook-progress:${BASE.pathname}`;

const store = (() => {
  const PROBE = "x".repeat(512);
  const memory = new Map(); // what the browser did not take, by key
  let trouble = ""; // "blocked" or "full", where the browser keeps nothing

  const get = (key) => {
    if (memory.has(key)) return memory.get(key);
    try {
      return localStorage.getItem(key);
    } catch {
      trouble = "blocked";
      return null;
    }
  };
  const put = (key, text) => {
    try {
      localStorage.setItem(key, text);
      memory.delete(key);
      if (!memory.size) trouble = "";
      return true;
    } catch (error) {
      trouble = error?.name === "QuotaExceededError" ? "full" : "blocked";
      return false;
    }
  };
  const asideKeys = () => {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(`${KEY}:aside-`));
    } catch {
      return [];
    }
  };
  const putAside = (text) => {
    const keys = asideKeys();
    if (keys.some((key) => get(key) === text)) return true;
    let number = 1;
    while (keys.includes(`${KEY}:aside-${number}`)) number += 1;
    return put(`${KEY}:aside-${number}`, text);
  };

  // A key with what it holds: `parse` throws where a text cannot be read, and tells with `bad` what it left out.
  const slot = (key, parse, print, empty) => {
    let last = { text: null, value: null };
    const readable = (text) => {
      try {
        const found = parse(text);
        return { ...found, sound: !found.bad?.length };
      } catch {
        return { value: empty(), sound: false };
      }
    };
    const read = () => {
      const text = get(key);
      if (text === null) return empty();
      if (text !== last.text) {
        const { value, sound } = readable(text);
        if (!sound) putAside(text);
        last = { text, value };
      }
      return last.value;
    };
    const write = (value) => {
      const before = memory.has(key) ? stored(key) : get(key);
      const text = print(value);
      if ((before !== null && !readable(before).sound && !putAside(before)) || !put(key, text)) memory.set(key, text);
    };
    return { key, read, write };
  };
  const stored = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };

  // What is kept beside the cards, each under a name of its own.
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const named = (name, isSound, empty) => ({
    isSound,
    empty,
    ...slot(
      `${KEY}:${name}`,
      (text) => {
        const data = JSON.parse(text);
        if (data?.format !== 1 || !isSound(data[name])) throw new Error("other");
        return { value: data[name] };
      },
      (value) => JSON.stringify({ format: 1, [name]: value }),
      empty,
    ),
  });

  const isInterview = (one) =>
    schedule.isDay(one?.date) &&
    schedule.isDay(one.since) &&
    [one.topics, one.levels].every((ids) => ids === undefined || Array.isArray(ids));

  return {
    cards: slot(
      KEY,
      (text) => (({ cards, bad }) => ({ value: cards, bad }))(schedule.parse(text)),
      (cards) => schedule.print(cards),
      () => new Map(),
    ),
    log: named(
      "log",
      (days) => isObject(days) && Object.values(days).every(isObject),
      () => ({}),
    ),
    plan: named(
      "plan",
      (plan) =>
        isObject(plan) &&
        (plan.date === undefined || (isInterview(plan) && plan.minutes > 0 && (plan.more ?? []).every(isInterview))),
      () => ({}),
    ),
    suspended: named(
      "suspended",
      (ids) => Array.isArray(ids) && ids.every((id) => typeof id === "string"),
      () => [],
    ),
    marked: named(
      "marked",
      (ids) => Array.isArray(ids) && ids.every((id) => typeof id === "string"),
      () => [],
    ),
    answers: named(
      "answers",
      (all) =>
        isObject(all) && Object.values(all).every(({ day, text } = {}) => schedule.isDay(day) && typeof text === "string"),
      () => ({}),
    ),
    interviews: named(
      "interviews",
      (all) => Array.isArray(all) && all.every((each) => typeof each?.began === "string" && Array.isArray(each.ids)),
      () => [],
    ),
    taste: named("taste", isObject, () => ({})),
    pace: named(
      "pace",
      (all) => Array.isArray(all) && all.every(Number.isFinite),
      () => [],
    ),
    keys: named(
      "keys",
      (keys) => ["on", "off"].includes(keys),
      () => "on",
    ),
    aside: () => asideKeys().map((key) => get(key)),
    putAside,
    dropAside: () => asideKeys().forEach((key) => localStorage.removeItem(key)),
    // Tries whether anything can be kept, before there is anything to lose.
    trouble: () => {
      if (put(`${KEY}:probe`, PROBE)) {
        localStorage.removeItem(`${KEY}:probe`);
        trouble = memory.size ? trouble || "full" : "";
      }
      return trouble;
    },
    owns: (key) => key === null || key === KEY || key?.startsWith(`${KEY}:`),
  };
})();
