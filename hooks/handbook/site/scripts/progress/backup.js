// Progress as a file to keep or to take elsewhere. Pure, as the schedule is.
const backup = (() => {
  const refuse = (reason, values = {}) => {
    throw Object.assign(new Error(reason), { reason, values });
  };

  const print = ({ handbook, cards, ...more }) => schedule.print(cards, { ...(handbook ? { handbook } : {}), ...more });

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
    for (const [id, { last, due }] of found.cards) {
      if (last > schedule.addDays(today, 1) || due > schedule.addDays(today, 366)) refuse("future", { id });
    }
    if (data.handbook !== undefined && handbook && data.handbook !== handbook) refuse("handbook", { name: String(data.handbook).slice(0, 80) });
    const known = new Set(questions.flatMap(({ id, formerly = [] }) => [id, ...formerly]));
    if (data.handbook === undefined && ![...found.cards.keys()].some((id) => known.has(id))) refuse("unknown");
    return { cards: found.cards, more: Object.fromEntries(Object.entries(data).filter(([name]) => !["format", "handbook", "cards"].includes(name))) };
  };

  return { print, parse };
})();
