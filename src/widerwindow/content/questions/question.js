// How self-checks, quizzes and comparisons put a question. Each kind of question has a file that adds itself to `kinds`:
// known(question, answer)   the answer with everything taken out that the question does not know; null if nothing is left
// fields(question, place)   what is shown to answer it; calls place.answered(answer) with each new answer
const kinds = {};

const idsOf = (parts) => parts.map(({ id }) => id);

/** The parts of a question that something can be said to. */
const partsOf = ({ items, options, ranges }) => items ?? options ?? ranges ?? [];

const known = (question, answer) => kinds[question.type].known(question, answer);

/** All answers, cleaned in that way; questions without one are left out. */
function knownAnswers(questions, answers) {
  const found = questions.map((question) => [question.id, known(question, answers?.[question.id])]);
  return Object.fromEntries(found.filter(([, answer]) => answer != null));
}

/** The words of a text that is HTML. */
const plain = (html) => make("span", { html }).textContent;

/** One thing to choose. */
function pick(type, name, value, checked, html, change) {
  const input = make("input", { type, name, value, checked, autocomplete: "off", change });
  return make("label", { class: "ww-pick" }, input, make("span", { html }));
}

/**
 * Puts one question. `place` says where: { id, number, count, words, answer, answered }.
 * Returns the field set, and for each part the place under it for something to say.
 */
function put(question, place) {
  const { id, number, count, words } = place;
  const spots = Object.fromEntries(partsOf(question).map((part) => [part.id, make("div", { class: "ww-spot" })]));
  const node = make(
    "fieldset",
    { class: "ww-question", id, "aria-labelledby": `${id}-number ${id}-prompt` },
    make("legend", { id: `${id}-number` }, say(words.number, { number, count })),
    make("div", { class: "ww-text", id: `${id}-prompt`, html: question.prompt }),
    kinds[question.type].fields(question, { ...place, spots }),
  );
  return { node, spots };
}
