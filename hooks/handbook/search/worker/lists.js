// --- Lists of questions -------------------------------------------------------------------------------------------------------

const lists = new Map();
const EMPTY = { questions: [], weights: [], masks: [] };
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
    const questions = numbersIn(step);
    const found = questions.map(() => codeAt(codes, place));
    return { questions, weights: found.map(([weight]) => weight), masks: found.map(([, mask]) => mask) };
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
// The lists of the rest: a part has its terms, and what those tell that are nowhere else.
const restPart = async (term) => {
  const at = last(index.firsts, term);
  if (at < 0) return new Map();
  const texts = await load(`m${at}`);
  if (typeof texts !== "string") return texts;
  const part = new Map(
    texts.split(" ").map((entry) => [entry.slice(0, entry.indexOf(",")), entry.slice(entry.indexOf(",") + 1)]),
  );
  parts.set(`m${at}`, Promise.resolve(part));
  return part;
};
const restList = async (term) => {
  const entry = (await restPart(term)).get(term);
  if (!entry) return EMPTY;
  const values = numbersIn(entry.slice(1));
  return {
    questions: values.map((value) => Math.floor(value / index.rest.length)),
    weights: values.map((value) => index.rest[value % index.rest.length]),
    masks: values.map(() => 0),
  };
};
// How much a term tells, and undefined for one that no question has.
const tellsOf = async (term) => {
  const at = index.places.get(term);
  if (at !== undefined) return index.idf[at];
  const entry = (await restPart(term)).get(term);
  return entry && (VALUE[entry[0]] / 63) * index.most;
};
