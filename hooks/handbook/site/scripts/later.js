// Fetches the scripts that only some pages need, once such a page is there.
(() => {
  const NEEDED = { ".browse-filters": "browse.js", "[data-print]": "print.js", "[data-practice]": "practice.js" };
  const base = document.currentScript.src;

  window.handbookPage.there(() => {
    for (const [what, name] of Object.entries(NEEDED)) {
      if (!document.querySelector(what)) continue;
      delete NEEDED[what];
      document.head.append(Object.assign(document.createElement("script"), { src: new URL(name, base) }));
    }
  });
})();
