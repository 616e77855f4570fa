// --- Messages: the theme's are 0 setup, 1 ready, 2 query, 3 result; the Browse page adds 4 and gets 5, the numbers of all that match

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
  const slow = !index || isLarge();
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
const listed = async (query) => (await ranked(query)).hits.map(({ question }) => question);

self.addEventListener("message", ({ data: asked }) => {
  if (asked.type === SETUP) self.postMessage({ id: asked.id, type: READY });
  if (asked.type === QUERY) answer(asked, RESULT, [(query) => searched(query, true), searched], { items: [] });
  if (asked.type === LIST) answer(asked, LISTED, [listed], []);
});
self.handbookSearch = { ranked, searched, understood: (query) => understood(parse(query)), chunks, stem, withIndex };
