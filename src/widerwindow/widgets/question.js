// How self-checks, quizzes and comparisons put a question.

/** The parts of a question that are answered: the items of a sorting question, else its options. */
const partsOf = (question) => question.items ?? question.options ?? [];

/** An answer with everything taken out that the question does not know; null where nothing is left. */
function known(question, answer) {
  const ids = partsOf(question).map(({ id }) => id);
  if (question.type === "single") return ids.includes(answer) ? answer : null;
  if (question.type === "multiple") {
    const chosen = ids.filter((id) => Array.isArray(answer) && answer.includes(id));
    return chosen.length ? chosen : null;
  }
  if (question.type === "sorting") {
    const groups = question.groups.map(({ id }) => id);
    const placed = ids.filter((id) => groups.includes(answer?.[id])).map((id) => [id, answer[id]]);
    return placed.length ? Object.fromEntries(placed) : null;
  }
  return typeof answer === "string" && answer.trim() ? answer : null;
}

/** All answers, cleaned in that way; questions without one are left out. */
function knownAnswers(questions, answers) {
  const found = questions.map((question) => [question.id, known(question, answers?.[question.id])]);
  return Object.fromEntries(found.filter(([, answer]) => answer !== null));
}

/**
 * Puts one question. `answered` is called with each new answer.
 * Returns the field set, and for each part the place under it for something to say.
 */
function put(question, { id, number, count, words, answer, answered }) {
  const parts = partsOf(question);
  const spots = Object.fromEntries(parts.map((part) => [part.id, make("div", { class: "ww-spot" })]));
  const inputs = [];

  function pick(type, name, value, checked, text) {
    const input = make("input", { type, name, value, checked, autocomplete: "off", change: read });
    inputs.push(input);
    return make("label", { class: "ww-pick" }, input, make("span", { html: text }));
  }

  function read() {
    const chosen = inputs.filter(({ checked }) => checked);
    const values = chosen.map(({ value }) => value);
    const placed = () => Object.fromEntries(chosen.map(({ name, value }) => [name.slice(id.length + 1), value]));
    answered(known(question, { single: values[0], multiple: values, sorting: placed() }[question.type]));
  }

  const rows = {
    single: ({ id: value, text }) => pick("radio", id, value, answer === value, text),
    multiple: ({ id: value, text }) => pick("checkbox", id, value, answer?.includes(value), text),
    sorting: ({ id: item, text, about }) =>
      make(
        "fieldset",
        { class: "ww-item", "aria-describedby": about && `${id}-${item}-about` },
        make("legend", { html: text }),
        about && make("div", { class: "ww-text", id: `${id}-${item}-about`, html: about }),
        make(
          "div",
          { class: "ww-groups" },
          question.groups.map((group) => pick("radio", `${id}-${item}`, group.id, answer?.[item] === group.id, group.text)),
        ),
      ),
  };
  const fields = parts.map((part) => [rows[question.type](part), spots[part.id]]);
  const node = make(
    "fieldset",
    { class: "ww-question", id, "aria-labelledby": `${id}-number ${id}-prompt` },
    make("legend", { id: `${id}-number` }, say(words.number, { number, count })),
    make("div", { class: "ww-text", id: `${id}-prompt`, html: question.prompt }),
    fields,
  );
  return { node, spots };
}
