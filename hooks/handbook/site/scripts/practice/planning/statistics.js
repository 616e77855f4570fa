// What is known of a group of questions: how many were practiced, are due, are weak, or changed since. Pure.
const isWeak = (card) => card?.box === 1; // the last answer that counted was Again

// Returns a row for each group in its order; the groups of a question are told by `groupOf`.
const statistics = ({ groups, questions, groupOf, cards, today, isChanged }) =>
  groups.map(({ id, title }) => {
    const own = questions.filter((question) => groupOf(question) === id);
    const seen = own.filter((question) => cards.has(question.id));
    const card = (question) => cards.get(question.id);
    return {
      id,
      title,
      all: own.length,
      seen: seen.length,
      due: seen.filter((question) => card(question).due <= today).length,
      weak: seen.filter((question) => isWeak(card(question))).length,
      changed: seen.filter(isChanged).length,
    };
  });
