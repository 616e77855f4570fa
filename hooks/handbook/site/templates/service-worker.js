// Keeps for use without a network what was read, and what searching and practicing need; all of it, if the reader asks for that.
// While there is a network, what is shown always comes from it.
"use strict";

const VERSION = {{ version|safe }};
const FILES = {{ files|safe }}; // each file of the site: a digest of its content, its size, and 1 where it is kept from the first visit on
const SCOPE = self.registration.scope;
const PREFIX = `handbook:${new URL(SCOPE).pathname}:`;
const CACHE = PREFIX + VERSION;
const WHOLE = new URL(".keep-everything", SCOPE).href; // what is kept under this address says that the reader asked for everything
const KEPT = /(\.(css|html|js|json|png|svg|webp|jpg|woff2?)|\/)$/;
const OURS = '<meta name="handbook-offline">'; // every page of the site has it, and no page of a portal that stands in between
const PATIENCE = 4000; // how many milliseconds a page may take before the kept one is shown

const addressOf = (path) => new URL(path, SCOPE).href;
const pathOf = (address) => address.split(/[?#]/)[0].slice(SCOPE.length);
const ours = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX));

// Fetches a file anew, and notes its digest, so that the next version need not fetch it again.
const fetched = async (path) => {
  const response = await fetch(addressOf(path), { cache: "no-cache" });
  if (!response.ok) return null;
  const headers = new Headers(response.headers);
  headers.set("x-digest", FILES[path][0]);
  return new Response(await response.blob(), { headers });
};
const keptBefore = async (path) => {
  for (const name of await ours()) {
    const response = await (await caches.open(name)).match(addressOf(path));
    if (response) return response;
  }
  return null;
};

// Keeps files, six at a time: one that the host does not give stays as it was kept before, or is left out.
const keep = async (paths, told = () => {}) => {
  const cache = await caches.open(CACHE);
  const left = [...paths];
  const one = async () => {
    for (let path = left.pop(); path !== undefined; path = left.pop()) {
      const before = await keptBefore(path);
      const fresh = before?.headers.get("x-digest") === FILES[path][0] ? before : ((await fetched(path)) ?? before);
      if (fresh) await cache.put(addressOf(path), fresh);
      told(paths.length - left.length, paths.length);
    }
  };
  await Promise.all(Array.from({ length: 6 }, one));
};

// What this version has to keep: its core, and what was read or asked for before.
const wanted = async () => {
  const before = new Set();
  for (const name of await ours()) for (const { url } of await (await caches.open(name)).keys()) before.add(url);
  const whole = before.has(WHOLE);
  if (whole) await (await caches.open(CACHE)).put(WHOLE, new Response(""));
  return Object.keys(FILES).filter((path) => whole || FILES[path][2] || before.has(addressOf(path)));
};
const clear = async () => {
  for (const name of await ours()) if (name !== CACHE) await caches.delete(name);
};

// --- Answers

// A page's address as the site itself writes it: a folder, with a slash at its end.
const folderOf = (address) => {
  const path = pathOf(address).replace(/(^|\/)index\.html$/, "$1");
  return path === "" || path.endsWith("/") || /\.\w+$/.test(path) ? path : `${path}/`;
};
const match = async (request) => (await caches.open(CACHE)).match(request, { ignoreSearch: true });

// What is kept of an address, or the page for what is not there.
const fallback = async (request) => {
  const found = await match(request);
  if (found || request.mode !== "navigate") return found;
  const folder = addressOf(folderOf(request.url));
  if (folder !== request.url.split(/[?#]/)[0] && (await match(folder))) return Response.redirect(folder + new URL(request.url).search, 302);
  const missing = await match(addressOf("404.html"));
  return missing && new Response(await missing.blob(), { status: 404, headers: missing.headers });
};

// Keeps what is shown, unless something that stands between the reader and the site has answered.
const remember = async (request, response) => {
  const path = pathOf(request.url);
  if (!KEPT.test(path || "/")) return;
  const isPage = (response.headers.get("content-type") ?? "").includes("html");
  if (isPage && (!/(\/|\.html)$/.test(path || "/") || !(await response.clone().text()).includes(OURS))) return;
  const headers = new Headers(response.headers);
  if (path in FILES) headers.set("x-digest", FILES[path][0]);
  await (await caches.open(CACHE)).put(addressOf(path), new Response(await response.blob(), { headers }));
};

const answer = async (event) => {
  const { request } = event;
  // A page is asked for anew, whatever the browser itself keeps of it, also when the theme fetches it; its parts may come from there.
  const isPage = request.mode === "navigate" || /(\/|\.html)$/.test(pathOf(request.url) || "/");
  const asked = isPage ? fetch(request, { cache: "no-cache" }) : fetch(request);
  const live = asked.then(async (response) => {
    if (response.ok && response.type === "basic" && !response.redirected) event.waitUntil(remember(request, response.clone()).catch(() => {}));
    return response.status < 500 ? response : ((await fallback(request).then((kept) => (kept?.status === 404 ? null : kept))) ?? response);
  });
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE)).then(async () => (await match(request)) ?? live);
  try {
    return await Promise.race([live, late]);
  } catch {
    return (await fallback(request)) ?? Response.error();
  }
};

// --- What the page asks for

const status = async () => {
  const cache = await caches.open(CACHE);
  const paths = (await cache.keys()).map(({ url }) => pathOf(url)).filter((path) => path in FILES);
  const size = (list) => list.reduce((sum, path) => sum + FILES[path][1], 0);
  return { files: paths.length, bytes: size(paths), allFiles: Object.keys(FILES).length, allBytes: size(Object.keys(FILES)), whole: !!(await cache.match(WHOLE)) };
};
const asked = {
  status,
  keep: async (port) => {
    await (await caches.open(CACHE)).put(WHOLE, new Response(""));
    await keep(Object.keys(FILES), (done, all) => port.postMessage({ done, all }));
    return status();
  },
};

self.addEventListener("install", (event) => {
  event.waitUntil(wanted().then((paths) => keep(paths)).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  event.waitUntil(clear().then(() => self.clients.claim()));
});
self.addEventListener("message", (event) => {
  const [port] = event.ports;
  const does = port && asked[event.data];
  if (!does) return;
  event.waitUntil(
    does(port).then(
      (result) => port.postMessage({ result }),
      (error) => port.postMessage({ failed: String(error) }),
    ),
  );
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(SCOPE) && !request.headers.has("range")) event.respondWith(answer(event));
});
