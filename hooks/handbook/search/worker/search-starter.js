// The worker that the theme starts with each page: it has the search itself come only with the first words that are asked.
(() => {
  "use strict";

  const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
  const search = new URL("search-worker.js", self.document?.querySelector("script[src]")?.src ?? self.location.href);
  const held = [];
  let loading;

  const asked = ({ data: message }) => {
    const { id, type, data } = message; // MaterialX numbers its messages, and asks with more than words
    if (type === SETUP) return self.postMessage({ id, type: READY });
    if (type === QUERY && !(data.query ?? data).trim() && !loading)
      return self.postMessage({ id, type: RESULT, data: { items: [] } });
    held.push(message);
    // From disk a script comes later, otherwise at once.
    loading ??= Promise.resolve(importScripts(search)).then(() => {
      self.removeEventListener("message", asked);
      for (const data of held) self.dispatchEvent(new MessageEvent("message", { data }));
    });
  };
  self.addEventListener("message", asked);
})();
