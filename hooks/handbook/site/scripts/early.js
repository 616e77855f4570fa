// Opens the answer that the address names before it is first painted, so that nothing moves when the other scripts come.
(() => {
  "use strict";

  const name = location.hash.slice(1);
  const look = () => {
    const heading = document.getElementById(name);
    const answer = heading?.nextElementSibling?.querySelector(":scope > details.answer");
    if (answer) answer.open = true;
    else if (document.readyState === "loading") requestAnimationFrame(look);
  };
  if (name) requestAnimationFrame(look);
})();
