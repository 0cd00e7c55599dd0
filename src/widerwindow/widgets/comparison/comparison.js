function render({ model, el }) {
  const content = model.get("content");
  const words = model.get("words");
  const { definitions, people } = content;
  const id = freshId(content);
  const { body } = sheet(el, "comparison", content);
  const memory = remembering(model, "answers", arrive);

  // To say of each person whether she is counted is to sort her, and each definition asks for that once.
  const asHtml = (text) => make("p", {}, text).innerHTML;
  const groups = ["in", "out"].map((group) => ({ id: group, text: words[group] }));
  const listed = (areas) => `<p>${asHtml(say(words.areas, { areas: areas.join("; ") || words.none }))}</p>`;
  const item = ({ id: person, name, text, areas }) => ({ id: person, text: asHtml(name), about: text + listed(areas) });
  const items = people.map(item);
  const questions = definitions.map((each) => ({ id: each.id, type: "sorting", prompt: words.ask, groups, items }));
  const answers = () => knownAnswers(questions, model.get("answers"));
  const unsaid = (definition) => people.filter(({ id: person }) => !answers()[definition.id]?.[person]);
  const verdict = (definition, person) => (definition.counted.includes(person.id) ? "in" : "out");
  const count = people.length;

  // What is on the screen besides the answers: the definition that is asked about, and those that the table shows.
  let asked = null;
  let shown = new Set();
  const picks = make("fieldset", {}, make("legend", { class: "ww-name" }, words.pick), definitions.map(pick));
  const question = make("div");
  const overview = make("section");

  function arrive() {
    asked = null;
    for (const input of picks.querySelectorAll("input")) input.checked = false;
    shown = new Set(definitions.filter((definition) => !unsaid(definition).length));
    body.replaceChildren(
      make("h2", {}, content.title),
      make("div", { class: "ww-text", html: content.intro }),
      picks,
      question,
      overview,
    );
    drawQuestion();
    drawOverview();
  }

  function pick(definition) {
    const change = () => {
      asked = definition;
      drawQuestion();
    };
    const owner = make("span", { class: "ww-soft" }, say(words.owner, definition));
    const input = make("input", { type: "radio", name: `${id}-definition`, value: definition.id, autocomplete: "off", change });
    return make("label", { class: "ww-pick" }, input, make("span", {}, definition.title, make("br"), owner));
  }

  function drawQuestion() {
    el.classList.toggle("ww-prints", Object.keys(answers()).length > 0);
    question.replaceChildren(...(asked ? ask(asked) : []));
  }

  function ask(definition) {
    const index = definitions.indexOf(definition);
    const status = make("p", { class: "ww-status", role: "status" });
    const answer = answers()[definition.id] ?? null;
    const place = { id: `${id}-${definition.id}`, number: index + 1, count: definitions.length, words, answer };
    const { node, spots } = put(questions[index], { ...place, answered });

    function answered(now) {
      memory.keep({ ...answers(), [definition.id]: now });
      el.classList.add("ww-prints");
      for (const part of [...Object.values(spots), status]) part.replaceChildren();
    }

    function show() {
      const open = unsaid(definition);
      if (open.length) {
        status.textContent = say(words.unsaid, { names: open.map(({ name }) => name).join("; ") });
        return;
      }
      const said = answers()[definition.id];
      for (const person of people) spots[person.id].replaceChildren(result(definition, person, said[person.id]));
      const same = people.filter((person) => verdict(definition, person) === said[person.id]).length;
      status.textContent = say(words.result, { counted: definition.counted.length, count, same });
      shown.add(definition);
      drawOverview();
    }

    const areas = definition.areas.join("; ");
    const another = button(words.another, () => picks.querySelector(":checked").focus());
    node.append(make("div", { class: "ww-actions" }, button(words.show, show, "ww-button ww-main"), another), status);
    return [
      make("h3", {}, definition.title),
      make("div", { class: "ww-text", html: definition.text }),
      make("p", {}, say(words.rule, { areas, at_least: definition.at_least })),
      node,
    ];
  }

  const mark = (group) => make("strong", { class: `ww-${group}` }, words[group]);

  function reason({ met, areas, at_least }, person) {
    return say(words.reason, { met: met[person.id].length, count: areas.length, at_least });
  }

  /** What is said under a person: whether she is counted, why, and what the learner said. */
  function result(definition, person, said) {
    const counted = verdict(definition, person);
    const met = definition.met[person.id].join("; ");
    return make(
      "div",
      { class: "ww-result" },
      mark(counted),
      make("p", {}, reason(definition, person), met && ` ${say(words.met, { areas: met })}`),
      make("p", {}, said === counted ? words.same : say(words.said, { answer: words[said] })),
    );
  }

  function drawOverview() {
    const columns = definitions.filter((definition) => shown.has(definition));
    const rest = columns.length < definitions.length;
    overview.replaceChildren(
      ...(columns.length ? [make("h3", {}, words.table), make("div", { class: "ww-grid" }, table(columns))] : []),
      rest
        ? make("div", { class: "ww-actions" }, button(words.show_all, showAll))
        : make("div", { class: "ww-text", html: content.closing }),
    );
  }

  function showAll() {
    shown = new Set(definitions);
    drawOverview();
    focusOn(overview.querySelector("h3"), overview);
  }

  function table(columns) {
    const column = (text) => make("th", { scope: "col" }, text);
    const row = (name, cell) => {
      const cells = columns.map((each) => make("td", {}, make("span", { class: "ww-label" }, each.title), cell(each)));
      return make("tr", {}, make("th", { scope: "row" }, name), cells);
    };
    const one = (person) => row(person.name, (each) => [mark(verdict(each, person)), make("p", {}, reason(each, person))]);
    const sum = (each) => say(words.sum, { counted: each.counted.length, count });
    return make(
      "table",
      {},
      make("thead", {}, make("tr", {}, column(words.person), columns.map(({ title }) => column(title)))),
      make("tbody", {}, people.map(one)),
      make("tfoot", {}, row(words.total, sum)),
    );
  }

  arrive();
  return memory.stop;
}

export default { render };
