// Progress as a code, short enough to be sent to oneself and pasted on another device. Pure, as the schedule is.
//
// h1.<handbook>.<day>.<cards>.<marked>.<suspended>.<plan>.<check>, in letters that any message lets through. A question is four
// of them, made from its id; a card is its question, its box, how often it was practiced, how many days ago, and when it is
// due where that does not follow from the box. The log, typed answers and reports are in the file only.
const code = (() => {
  const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
  const HEAD = "h1";
  const LONGEST = 2000; // letters; more is for a file
  const FIRST = "2020-01-01";
  const IRREGULAR = 8; // added to the box of a card whose day does not follow from it

  const hash = (text) => {
    let value = 0x811c9dc5; // FNV-1a
    for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
    return [18, 12, 6, 0].map((bits) => LETTERS[(value >>> bits) & 63]).join("");
  };
  // A number in letters of five bits each; a sixth bit says that there is more.
  const number = (value) => (value < 32 ? LETTERS[value] : LETTERS[32 + (value % 32)] + number(Math.floor(value / 32)));
  const reader = (text) => {
    let at = 0;
    const letter = () => {
      const value = LETTERS.indexOf(text[at++] ?? " ");
      if (value < 0) throw new Error("code");
      return value;
    };
    const digits = () => {
      const value = letter();
      return value < 32 ? value : value - 32 + 32 * digits();
    };
    return { more: () => at < text.length, letter, digits, id: () => text.slice(at, (at += 4)) };
  };

  const usual = (box) => 2 ** (box - 1);
  const print = ({ handbook = "", today, cards, marked = [], suspended = [], plan = {} }) => {
    const { daysBetween } = schedule;
    const card = ([id, { box, due, last, times }]) => {
      const wait = daysBetween(last, due);
      const regular = wait === usual(box);
      return (
        hash(id) +
        LETTERS[box + (regular ? 0 : IRREGULAR)] +
        number(times) +
        number(Math.max(0, daysBetween(last, today))) +
        (regular ? "" : number(Math.max(0, wait)))
      );
    };
    const ids = (all) => all.map(hash).join("");
    const planned = plan.date ? btoa(JSON.stringify(plan)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "") : "";
    const body = [
      HEAD,
      hash(handbook),
      number(daysBetween(FIRST, today)),
      [...cards].map(card).join(""),
      ids(marked),
      ids(suspended),
      planned,
    ].join(".");
    return `${body}.${hash(body)}`;
  };

  // Returns what is in a code; questions that are not known here, or not for certain, are left out.
  const parse = (text, { handbook = "", questions, today: now }) => {
    const refuse = (reason) => {
      throw Object.assign(new Error(reason), { reason, values: { name: "?" } });
    };
    const plain = text.replace(/\s+/g, "");
    const parts = plain.split(".");
    if (parts.length !== 8 || hash(plain.slice(0, plain.lastIndexOf("."))) !== parts[7]) refuse("code");
    if (handbook && parts[1] !== hash(handbook)) refuse("code-elsewhere");
    const known = new Map();
    for (const { id, formerly = [] } of questions) {
      for (const each of [id, ...formerly])
        known.set(hash(each), known.has(hash(each)) && known.get(hash(each)) !== id ? null : id);
    }
    const idsOf = (part) => (part.match(/.{4}/g) ?? []).map((each) => known.get(each)).filter(Boolean);
    const cards = new Map();
    let plan = {};
    try {
      const today = schedule.addDays(FIRST, reader(parts[2]).digits());
      for (const from = reader(parts[3]); from.more();) {
        const id = known.get(from.id());
        const kind = from.letter();
        const box = kind % IRREGULAR;
        const times = from.digits();
        const last = schedule.addDays(today, -from.digits());
        const card = { box, due: schedule.addDays(last, kind > IRREGULAR ? from.digits() : usual(box)), last, times };
        if (!schedule.isCard(card)) throw new Error("code");
        if (id) cards.set(id, card);
      }
      if (parts[6]) plan = JSON.parse(atob(parts[6].replaceAll("-", "+").replaceAll("_", "/")));
    } catch {
      refuse("code");
    }
    backup.checkDays(cards, now);
    return { cards, more: { marked: idsOf(parts[4]), suspended: idsOf(parts[5]), plan } };
  };

  return { LONGEST, is: (text) => text.trim().startsWith(`${HEAD}.`), print, parse };
})();
