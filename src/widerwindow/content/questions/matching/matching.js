// Items, each with a list of all answers to choose from. The answers stand above them too, whole and with their letters.
kinds.matching = {
  known: knownPlaces,
  fields(question, { id, words, answer, answered, spots }) {
    const place = placing(question, { answer, answered });
    const names = question.answers.map(({ text }, at) => `${String.fromCharCode(65 + at)}: ${plain(text)}`);
    const choice = ({ id: name }, at) => make("option", { value: name }, names[at]);
    const one = ({ id: item, text }) => {
      const change = ({ target }) => place(item, target.value);
      const list = make("select", { id: `${id}-${item}`, autocomplete: "off", change });
      list.append(make("option", { value: "" }, words.match), ...question.answers.map(choice));
      list.value = answer?.[item] ?? "";
      return make("div", { class: "ww-item" }, make("label", { for: list.id, html: text }), list, spots[item]);
    };
    const answers = question.answers.map(({ text }) => make("li", { html: text }));
    return [make("ol", { class: "ww-letters" }, answers), question.items.map(one)];
  },
};
