function render({ model, el }) {
  const content = model.get("content");
  const words = model.get("words");
  const id = freshId(content);
  const fields = content.sections.flatMap((section) => section.fields);
  const { body } = sheet(el, "worksheet", content);
  const form = make("div");
  const actions = make("div", { class: "ww-actions" });
  const status = make("p", { class: "ww-status", role: "status" });
  body.append(form, actions, status);
  el.classList.add("ww-prints");
  const memory = remembering(model, "answers", draw);

  function written(all) {
    const kept = fields.map((field) => [field.id, all?.[field.id]]);
    return Object.fromEntries(kept.filter(([, text]) => typeof text === "string" && text));
  }

  function draw() {
    const answers = written(model.get("answers"));
    form.replaceChildren(
      make("h2", {}, content.title),
      make("div", { class: "ww-text", html: content.intro }),
      make("p", { class: "ww-soft ww-screen" }, model.widget_manager ? words.private_live : words.private),
      ...content.sections.map(({ title, text, fields }) =>
        make(
          "section",
          {},
          make("h3", {}, title),
          make("div", { class: "ww-text", html: text }),
          fields.map((field) => one(field, answers[field.id] ?? "")),
        ),
      ),
    );
  }

  /** A field to type in, and the same field for paper: what is typed, or lines to write on. */
  function one({ id: name, label, help, rows }, text) {
    const place = `${id}-${name}`;
    const paper = make("div", { class: "ww-paper" });
    const toPaper = (text) => {
      const lines = Array.from({ length: rows }, () => make("div", { class: "ww-line" }));
      paper.replaceChildren(...(text ? [make("p", { class: "ww-written" }, text)] : lines));
    };
    const typed = ({ target }) => {
      memory.keep(written({ ...model.get("answers"), [name]: target.value }));
      status.textContent = "";
      toPaper(target.value);
    };
    const helpId = help && `${place}-help`;
    const area = make("textarea", { id: place, rows, autocomplete: "off", "aria-describedby": helpId, input: typed });
    area.value = text;
    toPaper(text);
    return make(
      "div",
      { class: "ww-field" },
      make("label", { for: place, class: "ww-name" }, label),
      help && make("p", { class: "ww-soft", id: helpId }, help),
      area,
      paper,
    );
  }

  function offer() {
    const clearButton = button(words.clear, ask);
    actions.replaceChildren(button(words.print, () => printOnly(form)), button(words.save, save), clearButton);
    return clearButton;
  }

  function save() {
    const name = `${content.file}.txt`;
    handOver(name, "text/plain", asText(written(model.get("answers"))));
    status.textContent = say(words.saved, { name });
  }

  function asText(answers) {
    const lines = content.sections.flatMap(({ title, fields }) => [
      "",
      title,
      ...fields.flatMap(({ id: name, label }) => ["", label, answers[name] ?? ""]),
    ]);
    return `${[content.title, ...lines].join("\n")}\n`;
  }

  function ask() {
    status.textContent = "";
    const question = make("p", { id: `${id}-ask` }, words.clear_ask);
    const keep = button(words.clear_no, () => offer().focus());
    const clear = button(words.clear_yes, () => {
      memory.keep({});
      draw();
      offer().focus();
      status.textContent = words.cleared;
    });
    const group = { class: "ww-frame", role: "group", "aria-labelledby": question.id };
    actions.replaceChildren(make("div", group, question, make("div", { class: "ww-actions" }, keep, clear)));
    keep.focus();
  }

  draw();
  offer();
  return memory.stop;
}

export default { render };
