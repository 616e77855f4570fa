// Goes through the frames of a figure with its slider; the styles show the slider, and stack the frames, only where there are scripts.
(() => {
  "use strict";

  document.addEventListener("input", ({ target }) => {
    if (!target.matches?.(".frames-slider")) return;
    const frames = [...target.closest(".frames").querySelectorAll(".frame")];
    const shown = frames[target.value - 1];
    for (const frame of frames) frame.classList.toggle("shown", frame === shown);
    target.setAttribute("aria-valuetext", shown.querySelector(".frame-value > b").textContent);
  });
})();
