// The words that scripts say, from the catalogue of the handbook's language: handbookWords("practice.cards", { n: 3 }).
window.handbookWords = ((texts, language) => {
  const plural = new Intl.PluralRules(language);
  const shown = (value) => (typeof value === "number" ? value.toLocaleString(language) : value);
  const say = (name, values = {}) => {
    const text =
      typeof texts[name] === "object" ? (texts[name][plural.select(values.n)] ?? texts[name].other) : (texts[name] ?? name);
    return text.replace(/\{(\w+)\}/g, (whole, value) => shown(values[value]) ?? whole);
  };
  say.learn = (more) => Object.assign(texts, more); // a script that only some pages ask for brings its own words
  return say;
})("texts", "language");
