// The home page: what is typed there is searched for, and who has practiced can go on.
(() => {
  "use strict";

  const say = window.handbookWords;
  const BASE = new URL(JSON.parse(document.getElementById("__config").textContent).base.replace(/\/?$/, "/"), location.href);

  // --- Searching from the page

  const search = (words) => {
    const box = document.querySelector("[data-md-component=search-query]");
    if (!box) return false;
    box.focus();
    box.value = words;
    box.setSelectionRange(words.length, words.length);
    for (const type of ["keydown", "keyup"]) box.dispatchEvent(new KeyboardEvent(type, { key: "Process", bubbles: false }));
    return true;
  };
  const bindAsk = (form) => {
    const input = form.elements.q;
    input.oninput = () => input.value && search(input.value) && (input.value = "");
    form.onsubmit = (event) => {
      event.preventDefault();
      search(input.value);
    };
    form.onclick = (event) => {
      const said = event.target.closest("[data-say]");
      if (!said || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (search(said.dataset.say)) event.preventDefault();
      event.stopPropagation();
    };
  };

  // --- What was practiced

  const cardsOf = () => [...window.handbookProgress.cards()];
  // How many days are left to the nearest interview of the plan, or 0 where there is none to come.
  const daysLeft = () => {
    const { plan, today, schedule } = window.handbookProgress;
    const { date, more = [] } = plan() ?? {};
    const days = [date, ...more.map((other) => other.date)].filter(Boolean).map((day) => schedule.daysBetween(today(), day));
    const [nearest = 0] = days.filter((left) => left > 0).sort((one, other) => one - other);
    return nearest;
  };
  const bindContinue = async (place) => {
    const deck = await window.handbookProgress.deck();
    const cards = new Map(cardsOf());
    const known = deck.questions.filter(({ id }) => cards.has(id));
    const left = daysLeft();
    if (!(known.length || left) || !place.isConnected) return;
    const { due } = window.handbookProgress.count(known.map(({ id }) => id));
    const text = document.createElement("p");
    text.textContent = [
      left ? say("home.interview", { n: left }) : "",
      due ? say("home.due", { n: due }) : left ? "" : say("home.none-due"),
      say("home.seen", { seen: known.length, n: deck.questions.length }),
    ]
      .filter(Boolean)
      .join(" · ");
    const link = Object.assign(document.createElement("a"), {
      className: "md-button md-button--primary",
      textContent: say("home.continue"),
      href: new URL("practice/", BASE),
    });
    place.replaceChildren(text, link);
    place.hidden = false;
  };
  const arrive = () => {
    const form = document.querySelector("[data-ask]");
    if (form) bindAsk(form);
    if (!cardsOf().length && !daysLeft()) return;
    const place = document.querySelector("[data-continue]");
    if (place) bindContinue(place).catch(() => {}); // an extra: the page to practice on says what is wrong
  };

  addEventListener("handbook:progress", arrive);
  window.handbookPage.there(arrive);
})();
