// --- What words mean: vectors that were learned from the handbook's own wordings (hooks/handbook/search/vectors.py) -----------

// Milliseconds that an answer waits for the vectors, which are asked for with the first key; without them the words decide.
const VECTORS_PATIENCE = 120;
let meanings, learning;
const forgetVectors = () => ([meanings, learning] = [undefined, undefined]);

// Two numbers of four bits in a byte; only their proportions count.
const unpacked = (text) => {
  const bytes = atob(text);
  const numbers = new Float32Array(2 * bytes.length);
  for (let at = 0; at < bytes.length; at++) {
    numbers[2 * at] = (bytes.charCodeAt(at) >> 4) - 7.5;
    numbers[2 * at + 1] = (bytes.charCodeAt(at) & 15) - 7.5;
  }
  return numbers;
};
const learn = () =>
  (learning ??= load("v")
    .then(({ terms, scales, size, numbers }) => {
      const all = unpacked(numbers);
      const places = new Map(terms.split(" ").map((term, at) => [term, at]));
      meanings = {
        places,
        size,
        of: (at) => all.subarray(at * size, (at + 1) * size),
        scale: (at) => 2 ** ((VALUE[scales[at]] - 48) / 6),
      };
    })
    .catch(() => (learning = undefined)));
const vectorsOrTime = () =>
  index.vectors && !meanings && Promise.race([learn(), new Promise((late) => setTimeout(late, VECTORS_PATIENCE))]);

const add = (sum, at, times) => {
  const [numbers, scale] = [meanings.of(at), meanings.scale(at) * times];
  for (let on = 0; on < sum.length; on++) sum[on] += numbers[on] * scale;
};
// A query means the sum of its words: of each itself, or the mean of what it may be, and of each term of the glossary once.
const meaningOf = (words) => {
  if (!meanings) return undefined;
  const sum = new Float32Array(meanings.size);
  for (const word of words) {
    if (index.small.has(word.word)) continue;
    const most = Math.max(...word.terms.values());
    const best = word.known
      ? [word.stem]
      : [...word.terms.keys()].filter((term) => term[0] !== CONCEPT && word.terms.get(term) === most);
    const places = best.map((term) => meanings.places.get(term)).filter((at) => at !== undefined);
    for (const at of places) add(sum, at, 1 / places.length);
  }
  for (const term of new Set(words.flatMap(({ concepts }) => concepts)))
    if (meanings.places.has(term)) add(sum, meanings.places.get(term), 1);
  return sum;
};
const cosine = (a, b) => {
  let [product, one, other] = [0, 0, 0];
  for (let at = 0; at < a.length; at++) {
    product += a[at] * b[at];
    one += a[at] * a[at];
    other += b[at] * b[at];
  }
  return one && other ? product / Math.sqrt(one * other) : 0;
};
const vectorOf = async (question) => {
  const part = await load(`d${Math.floor(question / index.cards)}`);
  const at = question % index.cards;
  if (typeof part[at] === "string") part[at] = unpacked(part[at]);
  return part[at];
};
