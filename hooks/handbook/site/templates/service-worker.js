// Keeps the site for use without a network. While there is one, what is shown always comes from it.
"use strict";

const VERSION = {{ version|safe }};
const FILES = {{ files|safe }}; // what is kept from the first visit on, each with a digest of its content
const PREFIX = `handbook:${new URL(self.registration.scope).pathname}:`;
const CACHE = PREFIX + VERSION;
const KEPT = /(\.(css|html|js|json|png|svg|webp|jpg|woff2?)|\/)$/;
const PATIENCE = 4000; // how many milliseconds a page may take before the kept one is shown

const addressOf = (path) => new URL(path, self.registration.scope).href;
const digestOf = (response) => response?.headers.get("x-digest");

// Fetches a file anew, and notes its digest, so that the next version need not fetch it again.
const fetched = async (path, digest) => {
  const response = await fetch(addressOf(path), { cache: "no-cache" });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  const headers = new Headers(response.headers);
  headers.set("x-digest", digest);
  return new Response(await response.blob(), { headers });
};

const kept = async (path, digest) => {
  for (const name of await caches.keys()) {
    const response = name.startsWith(PREFIX) ? await (await caches.open(name)).match(addressOf(path)) : null;
    if (digestOf(response) === digest) return response;
  }
  return null;
};

const fill = async () => {
  const cache = await caches.open(CACHE);
  const paths = Object.keys(FILES);
  const one = async () => {
    for (let path = paths.pop(); path !== undefined; path = paths.pop()) {
      await cache.put(addressOf(path), (await kept(path, FILES[path])) ?? (await fetched(path, FILES[path])));
    }
  };
  await Promise.all(Array.from({ length: 6 }, one));
};

const clear = async () => {
  for (const name of await caches.keys()) if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
};

// What is kept of an address, or the page for what is not there.
const fallback = async (request) => {
  const cache = await caches.open(CACHE);
  const found = await cache.match(request, { ignoreSearch: true });
  if (found || request.mode !== "navigate") return found ?? Response.error();
  const missing = await cache.match(addressOf("404.html"));
  return missing ? new Response(await missing.blob(), { status: 404, headers: missing.headers }) : Response.error();
};

// Keeps what is shown and was not among the files of the first visit.
const remember = async (request, response) => {
  const address = request.url.split(/[?#]/)[0];
  if (address.slice(self.registration.scope.length) in FILES || !KEPT.test(address)) return;
  await (await caches.open(CACHE)).put(address, response);
};

const answer = async (event) => {
  const { request } = event;
  // A page is asked for anew, whatever the browser itself keeps of it; what belongs to it may come from there.
  const asked = request.mode === "navigate" ? fetch(request, { cache: "no-cache" }) : fetch(request);
  const live = asked.then((response) => {
    if (response.ok && response.type === "basic") event.waitUntil(remember(request, response.clone()));
    return response;
  });
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE)).then(async () => {
    const found = await (await caches.open(CACHE)).match(request, { ignoreSearch: true });
    return found ?? live;
  });
  try {
    return await Promise.race([live, late]);
  } catch {
    return fallback(request);
  }
};

self.addEventListener("install", (event) => {
  event.waitUntil(fill().then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  event.waitUntil(clear().then(() => self.clients.claim()));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(self.registration.scope) && !request.headers.has("range")) event.respondWith(answer(event));
});
