// Keeps the site for use without a network; while pages are being written, forgets what was kept of them.
(() => {
  "use strict";

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
  if (!document.querySelector('meta[name="handbook-offline"]')) {
    workers.getRegistration(base).then((registration) => registration?.unregister());
  } else if (!navigator.connection?.saveData) {
    const register = () => workers.register(new URL("sw.js", base), { scope: base.pathname });
    if (document.readyState === "complete") register();
    else addEventListener("load", register);
  }
})();
