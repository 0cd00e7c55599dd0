// An answer in her own words, and how it is marked.

/** Text that every program can store: half signs are replaced. */
function wellFormed(text) {
  return text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (sign) => (sign.length > 1 ? sign : "\ufffd"));
}

kinds.written = {
  known: (_, answer) => (typeof answer === "string" && answer.trim() ? answer : null),
  fields(question, { id, words, answer, answered }) {
    const typed = ({ target }) => answered(known(question, wellFormed(target.value)));
    const named = { "aria-labelledby": `${id}-number ${id}-prompt` };
    const area = make("textarea", { rows: question.rows, autocomplete: "off", ...named, input: typed });
    area.value = answer ?? "";
    const level = (text, points) => make("li", {}, `${say(words.level, { points })} `, make("span", { html: text }));
    const criteria = question.rubric.map(({ title, levels }) => [
      make("p", { class: "ww-name" }, title),
      make("ul", { class: "ww-levels" }, levels.map(level)),
    ]);
    const details = make("details", {}, make("summary", {}, words.rubric), criteria);
    return [make("p", { class: "ww-soft" }, words.written), area, details];
  },
};
