// Keeps for use without a network what was read and what searching and practicing need; asks before it keeps everything.
// While pages are being written, it forgets what was kept of them.
(() => {
  "use strict";

  const say = window.handbookWords;
  const DOWNLOADS = /\.(pdf|epub|apkg|csv)$/;

  // From disk a link to a folder would show the folder: let it lead to the page in it.
  const leadToPages = () => {
    for (const link of document.links) {
      if (link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
    }
  };
  if (location.protocol === "file:") leadToPages();

  const workers = location.protocol.startsWith("http") ? navigator.serviceWorker : undefined;
  if (!workers) return;
  const base = window.handbookProgress.BASE;
  const PREFIX = `handbook:${base.pathname}:`;
  const OFF = `handbook-offline:${base.pathname}`; // there, where the reader wants nothing to be kept

  const isOff = () => {
    try {
      return localStorage.getItem(OFF) !== null;
    } catch {
      return false;
    }
  };
  const setOff = (off) => {
    try {
      off ? localStorage.setItem(OFF, "1") : localStorage.removeItem(OFF);
    } catch {
      // then it holds until the next page
    }
  };

  // Asks the worker for something; it may tell how far it is, before it answers.
  const ask = async (what, told = () => {}) => {
    const { active } = await workers.ready;
    const { port1, port2 } = new MessageChannel();
    return new Promise((done, failed) => {
      port1.onmessage = ({ data }) =>
        data.result ? done(data.result) : data.failed ? failed(new Error(data.failed)) : told(data);
      active.postMessage(what, [port2]);
    });
  };

  const sized = (bytes) => {
    const mega = bytes / 1e6;
    return new Intl.NumberFormat(document.documentElement.lang || "en", {
      style: "unit",
      unit: "megabyte",
      maximumFractionDigits: mega < 10 ? 1 : 0,
    }).format(mega);
  };
  const button = (text, onclick) =>
    Object.assign(document.createElement("button"), { type: "button", textContent: text, onclick });
  const tell = (...parts) => {
    const place = document.querySelector("[data-offline]");
    if (!place) return;
    place.replaceChildren(...parts.flatMap((part, at) => (at ? [" ", part] : [part])));
    place.hidden = false;
  };

  const register = () => workers.register(new URL("sw.js", base), { scope: base.pathname });
  const remove = async () => {
    setOff(true);
    await (await workers.getRegistration(base))?.unregister();
    for (const name of await caches.keys()) if (name.startsWith(PREFIX)) await caches.delete(name);
    show();
  };
  const keepEverything = async () => {
    setOff(false);
    await register();
    await navigator.storage?.persist?.().catch(() => false);
    try {
      draw(await ask("keep", ({ done, all }) => tell(say("offline.keeping", { done, all }))));
    } catch {
      tell(say("offline.failed"), button(say("offline.again"), keepEverything));
    }
  };
  const draw = ({ files, bytes, allFiles, allBytes, whole }) => {
    const kept =
      whole && files === allFiles ? say("offline.whole", { size: sized(bytes) }) : say("offline.part", { size: sized(bytes) });
    const more = files < allFiles ? [button(say("offline.keep", { size: sized(allBytes) }), keepEverything)] : [];
    tell(kept, ...more, button(say("offline.remove"), remove));
  };
  const show = async () => {
    if (isOff())
      return tell(
        say("offline.none"),
        button(say("offline.start"), () => (setOff(false), register(), show())),
      );
    if (await workers.getRegistration(base)) draw(await ask("status"));
  };

  if (!document.querySelector('meta[name="handbook-offline"]')) {
    workers.getRegistration(base).then((registration) => registration?.unregister());
    return;
  }
  if (!isOff() && !navigator.connection?.saveData) {
    if (document.readyState === "complete") register();
    else addEventListener("load", register);
  }
  workers.addEventListener("controllerchange", () => show().catch(() => {}));
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest?.("a[href]");
      if (navigator.onLine || !link || !DOWNLOADS.test(link.pathname)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (typeof alert$ !== "undefined") alert$.next(say("offline.download"));
    },
    true,
  );
  const arrive = () => show().catch(() => {});
  window.handbookPage.atRest(arrive);
})();
