// What is known of a card, and when it comes back. Pure: it has neither a clock nor a place to keep anything.
//
// The rules are those of Sebastian Leitner's boxes ("So lernt man lernen", 1972): every card starts in box 1; known, it moves
// one box up (two, if that was easy); not known, it goes back to box 1. A card of box n is due again after 2^(n-1) days.
// A card that is known before it is due stays in its box: nothing was learned about how long it keeps.
const schedule = (() => {
  const BOXES = 7;
  const MOVES = { again: () => 1, good: (box) => Math.min(box + 1, BOXES), easy: (box) => Math.min(box + 2, BOXES) };
  const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
  const FORMAT = 1; // for good: pages that are kept offline read no other, and write over what they cannot read

  const addDays = (day, days) => {
    const [year, month, date] = day.split("-").map(Number);
    return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10);
  };
  const isDay = (day) => {
    if (typeof day !== "string" || !/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(day)) return false;
    const date = new Date(`${day}T00:00Z`);
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
  };
  const daysBetween = (from, to) => Math.round((new Date(`${to}T00:00Z`) - new Date(`${from}T00:00Z`)) / 86_400_000);

  const isCard = (card) =>
    Number.isInteger(card?.box) &&
    card.box >= 1 &&
    card.box <= BOXES &&
    isDay(card.due) &&
    isDay(card.last) &&
    Number.isInteger(card.times) &&
    card.times >= 0;

  // Whether a card was practiced by a clock that was ahead: a day may be a journey, more is a mistake.
  const isAhead = ({ last }, today) => last > addDays(today, 1);

  const after = (card, rating, today) => {
    const early = card && card.due > today && !isAhead(card, today) && rating !== "again";
    const box = early ? card.box : MOVES[rating](card?.box ?? 1);
    const due = addDays(today, 2 ** (box - 1));
    return { box, due: early && card.due > due ? card.due : due, last: today, times: (card?.times ?? 0) + 1 };
  };

  // The newer of two states of a card, either of which may be missing.
  const later = (one, other) => {
    if (!one || !other) return one ?? other;
    return one.last > other.last || (one.last === other.last && one.times > other.times) ? one : other;
  };

  // Returns the cards of a text, and the ids of those that are none; throws where the text as a whole cannot be read.
  const parse = (text) => {
    const data = JSON.parse(text);
    if (data?.format !== FORMAT || typeof data.cards !== "object" || !data.cards || Array.isArray(data.cards))
      throw new Error("other");
    const entries = Object.entries(data.cards);
    const sound = entries.filter(([id, card]) => ID.test(id) && isCard(card));
    const bad = entries.map(([id]) => id).filter((id) => !sound.some(([other]) => other === id));
    return { cards: new Map(sound.map(([id, { box, due, last, times }]) => [id, { box, due, last, times }])), bad };
  };
  const print = (cards, more = {}) =>
    JSON.stringify(
      { format: FORMAT, ...more, cards: Object.fromEntries([...cards].sort(([one], [other]) => (one < other ? -1 : 1))) },
      null,
      1,
    );

  // Moves what is known of former ids to the ids that answer to them now; tells whether there was anything to move.
  const rename = (cards, questions) => {
    let moved = false;
    for (const { id, formerly = [] } of questions) {
      for (const old of formerly.filter((each) => cards.has(each))) {
        cards.set(id, later(cards.get(old), cards.get(id)));
        moved = cards.delete(old);
      }
    }
    return moved;
  };

  return { BOXES, addDays, daysBetween, isDay, isCard, isAhead, after, later, parse, print, rename };
})();
