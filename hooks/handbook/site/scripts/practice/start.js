// The page opens: the cards are fetched, and a run that was going on goes on.
addEventListener("handbook:progress", () => place?.isConnected && refresh());

const away = () => {
  stopTimer();
  stopHearing();
  stopListening();
  saveTyped();
};
if (typeof document$ !== "undefined") document$.subscribe(() => place && !place.isConnected && away());

window.handbookPractice = async (element) => {
  place = element;
  place.addEventListener("click", peek);
  try {
    deck = await progress.deck();
  } catch (error) {
    place.replaceChildren(
      make("p", { class: "practice-trouble", role: "alert" }, say("impossible", { reason: error.message })),
    );
    return;
  }
  byId = new Map(deck.questions.map((question) => [question.id, question]));
  run = kept();
  showKeys();
  // Who comes with another choice, by a link, finds that one; the run can still be gone on with.
  if (!run || run.search !== location.search) setup();
  else if (run.at >= run.ids.length) finish();
  else if (run.ended) setup();
  else drawCard();
};
window.handbookPage.there(() => {
  const element = document.querySelector("[data-practice]");
  if (element && element !== place) window.handbookPractice(element);
});
