// What other scripts ask about progress, and what they may change.
const two = (number) => String(number).padStart(2, "0");
const today = () => {
  const date = new Date();
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};
const questionsKnown = () => window.handbookDeck?.questions ?? [];
const LONGEST = 5000; // signs of an answer that one typed
const INTERVIEWS = 20; // how many are kept
const LETTERS = { again: "a", good: "g", easy: "e" };

const changed = () => {
  mark();
  dispatchEvent(new Event("handbook:progress"));
};
const save = (cards) => {
  store.cards.write(cards);
  changed();
};
const edit = (slot, change) => {
  const copy = structuredClone(slot.read());
  slot.write(change(copy) ?? copy);
};

// Moves what is known of a former id to the id that answers to it now.
const migrate = () => {
  const cards = new Map(store.cards.read());
  if (schedule.rename(cards, questionsKnown())) save(cards);
  const now = new Map(questionsKnown().flatMap(({ id, formerly = [] }) => formerly.map((old) => [old, id])));
  for (const slot of [store.marked, store.suspended]) {
    const ids = slot.read();
    if (ids.some((id) => now.has(id))) slot.write([...new Set(ids.map((id) => now.get(id) ?? id))]);
  }
  const stale = Object.keys(store.answers.read()).filter((id) => now.has(id));
  if (stale.length) edit(store.answers, (all) => stale.forEach((old) => ((all[now.get(old)] ??= all[old]), delete all[old])));
};

let loading;
const deck = () =>
  (loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL("deck.js", BASE);
    script.onload = () => {
      migrate();
      resolve(window.handbookDeck);
    };
    script.onerror = () => {
      loading = undefined;
      script.remove();
      reject(new Error(handbookWords("progress.no-deck")));
    };
    document.head.append(script);
  }));

// What is kept of a question, whose id may be `constructor`, which every object has.
const own = (kept, id) => (kept && Object.hasOwn(kept, id) ? kept[id] : null);
const logged = (id, rating) =>
  edit(store.log, (days) => {
    const day = (days[today()] ??= {});
    day[id] = (own(day, id) ?? "") + LETTERS[rating];
  });

const progress = {
  BASE,
  deck,
  schedule,
  today,
  trouble: store.trouble,
  persistent: () => !store.trouble(),
  aside: store.aside,
  dropAside: store.dropAside,
  cards: () => new Map(store.cards.read()),
  card: (id) => store.cards.read().get(id),
  isDue: (id) => {
    const card = store.cards.read().get(id);
    return !!card && (card.due <= today() || schedule.isAhead(card, today())) && !progress.isSuspended(id);
  },
  after: (id, rating) => {
    const { box, due } = schedule.after(progress.card(id), rating, today());
    return { box, days: schedule.daysBetween(today(), due) };
  },
  rate: (id, rating) => {
    const before = progress.card(id) ?? null;
    logged(id, rating);
    save(progress.cards().set(id, schedule.after(before ?? undefined, rating, today())));
    return before;
  },
  // Takes the last rating of a card back: what it was before, or null where it was new.
  unrate: (id, before) => {
    edit(store.log, (days) => {
      const day = days[today()];
      if (own(day, id)) day[id] = day[id].slice(0, -1);
      if (own(day, id) === "") delete day[id];
    });
    const cards = progress.cards();
    if (before) cards.set(id, before);
    else cards.delete(id);
    save(cards);
  },
  count: (ids) => {
    const cards = store.cards.read();
    const seen = ids.filter((id) => cards.has(id));
    return { seen: seen.length, due: seen.filter(progress.isDue).length };
  },
  isSuspended: (id) => store.suspended.read().includes(id),
  suspend: (id, yes) => {
    edit(store.suspended, (ids) => [...ids.filter((other) => other !== id), ...(yes ? [id] : [])]);
    changed();
  },
  suspended: () => [...store.suspended.read()],
  isMarked: (id) => store.marked.read().includes(id),
  setMarked: (id, yes) => {
    edit(store.marked, (ids) => [...ids.filter((other) => other !== id), ...(yes ? [id] : [])]);
    changed();
  },
  marked: () => [...store.marked.read()],
  // Whether a question changed after it was last practiced: what was learned may no longer be all of it.
  isChanged: ({ id, changed: day = "" }) => day.slice(0, 10) > (store.cards.read().get(id)?.last ?? "9"),
  answer: (id) => own(store.answers.read(), id),
  setAnswer: (id, text) =>
    edit(store.answers, (all) => {
      if (text.trim()) all[id] = { day: today(), text: text.slice(0, LONGEST) };
      else delete all[id];
    }),
  interviews: () => [...store.interviews.read()],
  keepInterview: (one) =>
    edit(store.interviews, (all) =>
      [...all.filter(({ began }) => began !== one.began), structuredClone(one)].slice(-INTERVIEWS),
    ),
  dropInterview: (began) => edit(store.interviews, (all) => all.filter((each) => each.began !== began)),
  // What a reader likes: the speed of the voice, the seconds to answer in, whether one types.
  taste: () => {
    const { rate, pause, typing } = store.taste.read();
    return {
      rate: rate >= 0.5 && rate <= 3 ? rate : 1,
      pause: pause >= 0 && pause <= 300 ? pause : 10,
      typing: typing === true,
    };
  },
  setTaste: (more) => edit(store.taste, (taste) => ({ ...taste, ...more })),
  log: () => store.log.read(),
  plan: () => (store.plan.read().date ? store.plan.read() : null),
  setPlan: (plan) => {
    store.plan.write(plan ?? {});
    changed();
  },
  // The seconds a card takes this reader: the median of the last ones, a minute until there are enough.
  pace: () => {
    const seconds = [...store.pace.read()].sort((one, other) => one - other);
    return seconds.length < 8 ? 60 : seconds[Math.floor(seconds.length / 2)];
  },
  took: (seconds) => edit(store.pace, (all) => [...all, Math.round(Math.min(Math.max(seconds, 5), 300))].slice(-40)),
  keysOn: () => store.keys.read() === "on",
  setKeys: (on) => store.keys.write(on ? "on" : "off"),
  exported: () => {
    const more = Object.keys(backup.merges).map((name) => [name, store[name].read()]);
    return backup.print({ handbook: window.handbookDeck?.handbook, cards: store.cards.read(), ...Object.fromEntries(more) });
  },
  // The same as a code, or nothing where it would be too long to be sent.
  code: () => {
    const text = code.print({
      handbook: window.handbookDeck?.handbook,
      today: today(),
      cards: store.cards.read(),
      marked: store.marked.read(),
      suspended: store.suspended.read(),
      plan: store.plan.read(),
    });
    return text.length <= code.LONGEST ? text : "";
  },
  // Takes over an exported text or a code: of each card the state that is newer, or everything as it is there. Returns how many cards it has.
  imported: (text, { replace = false } = {}) => {
    const found = (code.is(text) ? code : backup).parse(text, {
      handbook: window.handbookDeck?.handbook,
      questions: questionsKnown(),
      today: today(),
    });
    const cards = replace ? found.cards : progress.cards();
    for (const [id, card] of replace ? [] : found.cards) cards.set(id, schedule.later(card, cards.get(id)));
    restore(found.more, replace);
    save(cards);
    migrate();
    return found.cards.size;
  },
  reset: () => {
    restore({}, true);
    save(new Map());
  },
};

// Takes over what a backup has beside the cards: put together with what is here, or in its place.
const restore = (more, replace) => {
  for (const [name, merge] of Object.entries(backup.merges)) {
    const slot = store[name];
    const theirs = slot.isSound(more[name]) ? more[name] : slot.empty();
    slot.write(replace ? theirs : merge(slot.read(), theirs));
  }
};
