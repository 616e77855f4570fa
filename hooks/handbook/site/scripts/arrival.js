// Tells the other scripts that a page is there: at once for what a reader sees or presses, at rest for what can wait.
window.handbookPage = (() => {
  const there = (arrive) => {
    if (typeof document$ !== "undefined") document$.subscribe(arrive);
    else if (document.readyState === "loading") addEventListener("DOMContentLoaded", arrive);
    else arrive();
  };
  const rest = window.requestIdleCallback ?? ((work) => setTimeout(work, 200));
  return { there, atRest: (arrive) => there(() => rest(() => arrive(), { timeout: 2000 })) };
})();
