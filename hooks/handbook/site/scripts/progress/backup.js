// Progress as a file to keep or to take elsewhere. Pure, as the schedule is.
const backup = (() => {
  const refuse = (reason, values = {}) => {
    throw Object.assign(new Error(reason), { reason, values });
  };

  const print = ({ handbook, cards, ...more }) => schedule.print(cards, { ...(handbook ? { handbook } : {}), ...more });

  const checkDays = (cards, today) => {
    for (const [id, { last, due }] of cards) {
      if (last > schedule.addDays(today, 1) || due > schedule.addDays(today, 366)) refuse("future", { id });
    }
  };

  // Returns what is in a file; throws an error with a reason where it is not for this handbook, or not sound.
  const parse = (text, { handbook, questions, today }) => {
    let data;
    try {
      data = JSON.parse(text);
    } catch {
      refuse("json");
    }
    if (Number.isInteger(data?.format) && data.format > 1) refuse("newer");
    let found;
    try {
      found = schedule.parse(text);
    } catch {
      refuse("other");
    }
    if (found.bad.length) refuse("card", { id: found.bad[0] });
    checkDays(found.cards, today);
    if (data.handbook !== undefined && handbook && data.handbook !== handbook)
      refuse("handbook", { name: String(data.handbook).slice(0, 80) });
    const known = new Set(questions.flatMap(({ id, formerly = [] }) => [id, ...formerly]));
    if (data.handbook === undefined && ![...found.cards.keys()].some((id) => known.has(id))) refuse("unknown");
    return {
      cards: found.cards,
      more: Object.fromEntries(Object.entries(data).filter(([name]) => !["format", "handbook", "cards"].includes(name))),
    };
  };

  // What two devices know beside the cards, put together: nothing that one of them has is lost.
  const union = (one, other) => [...new Set([...one, ...other])];
  const longer = (one = "", other = "") => (other.length > one.length ? other : one);
  const merges = {
    log: (mine, theirs) => {
      const days = union(Object.keys(mine), Object.keys(theirs)).sort();
      const bare = (day = {}) => Object.assign(Object.create(null), day); // a question may be called `constructor`
      const ofDay = (one, other) =>
        Object.fromEntries(union(Object.keys(one), Object.keys(other)).map((id) => [id, longer(one[id], other[id])]));
      return Object.fromEntries(days.map((day) => [day, ofDay(bare(mine[day]), bare(theirs[day]))]));
    },
    plan: (mine, theirs) => (mine.date ? mine : theirs),
    suspended: union,
    marked: union,
    answers: (mine, theirs) => {
      const newer = Object.entries(theirs).filter(([id, { day }]) => !Object.hasOwn(mine, id) || mine[id].day < day);
      return { ...mine, ...Object.fromEntries(newer) };
    },
    interviews: (mine, theirs) => [...mine, ...theirs.filter(({ began }) => !mine.some((each) => each.began === began))],
  };

  return { print, parse, checkDays, merges };
})();
