// One or several of the options.
kinds.single = {
  known: ({ options }, answer) => (idsOf(options).includes(answer) ? answer : null),
  fields: ({ options }, { id, answer, answered, spots }) =>
    options.map(({ id: option, text }) => [
      pick("radio", id, option, answer === option, text, () => answered(option)),
      spots[option],
    ]),
};

kinds.multiple = {
  known({ options }, answer) {
    const chosen = idsOf(options).filter((option) => Array.isArray(answer) && answer.includes(option));
    return chosen.length ? chosen : null;
  },
  fields(question, { id, answer, answered, spots }) {
    const chosen = new Set(answer);
    const change = ({ target }) => {
      chosen[target.checked ? "add" : "delete"](target.value);
      answered(known(question, [...chosen]));
    };
    return question.options.map(({ id: option, text }) => [
      pick("checkbox", id, option, chosen.has(option), text, change),
      spots[option],
    ]);
  },
};
