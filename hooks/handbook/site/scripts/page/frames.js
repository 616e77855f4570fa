// Goes through the frames of a figure with its slider; the styles show the slider, and one frame alone, only where there are scripts.
(() => {
  "use strict";

  const SLIDER = ".frames-slider";
  const framesOf = (slider) => [...slider.closest(".frames").querySelectorAll(".frame")];

  // Frames that are not shown are fetched once somebody reaches for the slider.
  const fetchAll = ({ target }) => {
    if (!target.matches?.(SLIDER)) return;
    for (const frame of framesOf(target)) for (const image of frame.querySelectorAll("img")) image.loading = "eager";
  };
  for (const reach of ["pointerover", "pointerdown", "focusin"]) document.addEventListener(reach, fetchAll);

  document.addEventListener("input", ({ target }) => {
    if (!target.matches?.(SLIDER)) return;
    const frames = framesOf(target);
    const shown = frames[target.value - 1];
    const row = shown.parentElement;
    row.style.minHeight = `${row.getBoundingClientRect().height}px`; // the slider stays under the thumb while a frame comes, or where one is lower
    for (const frame of frames) frame.classList.toggle("shown", frame === shown);
    target.setAttribute("aria-valuetext", shown.querySelector(".frame-value > b").textContent);
  });
})();
