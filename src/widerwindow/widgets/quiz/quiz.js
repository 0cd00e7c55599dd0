const CODE = /^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/;

const isWritten = ({ type }) => type === "written";
const variable = ({ id }) => id.replaceAll("-", "_");

/** The source of a solution cell with this answer. All but None is written alike in JSON and Python. */
function toSource(question, answer, blank) {
  if (isWritten(question)) return answer === null ? blank : wellFormed(answer);
  const literal = answer === null ? "None" : JSON.stringify(answer).replaceAll('":"', '": "').replaceAll('","', '", "');
  return `${variable(question)} = ${literal}`;
}

/** The answer in a solution cell, or undefined where the cell holds something else. */
function fromSource(question, source, blank) {
  if (isWritten(question)) return source.trim() === blank.trim() ? null : source;
  const text = source.trim().replace(/\s+#.*$/, "");
  const [, name, literal] = text.match(/^(\w+)\s*=\s*(.*)$/) ?? [];
  if (text === "" || (name === variable(question) && literal === "None")) return null;
  try {
    const value = JSON.parse(name === variable(question) ? literal : "");
    const answer = known(question, value);
    return JSON.stringify(answer) === JSON.stringify(value) ? answer : undefined;
  } catch {
    return undefined;
  }
}

/** The phrase for a question that is open or answered in part; none where it is answered. Items each want an answer. */
function missing({ items }, answer, words) {
  if (answer === undefined) return words.short_number;
  return items && Object.keys(answer).length < items.length ? words.in_part : null;
}

/** The solution cells of the notebook that the widget lives in, by question; null on a page or beside another notebook. */
function liveCells(model, questions) {
  const cells = model.widget_manager?.context?.model?.sharedModel?.cells ?? [];
  const byId = new Map(cells.map((cell) => [cell.getMetadata("nbgrader")?.grade_id, cell]));
  const found = questions.filter(({ id }) => byId.has(id)).map(({ id }) => [id, byId.get(id)]);
  return found.length ? new Map(found) : null;
}

function render({ model, el }) {
  const content = model.get("content");
  const words = model.get("words");
  const { questions, blank } = content;
  const id = freshId(content);
  const { body } = sheet(el, "quiz", content);
  const cells = liveCells(model, questions);
  const memory = remembering(model, "answers", draw);
  const answers = () => knownAnswers(questions, model.get("answers"));
  const unreadable = new Set();
  const gaps = make("div", { class: "ww-gaps" });

  function readCells() {
    const found = {};
    for (const question of questions) {
      const cell = cells.get(question.id);
      const answer = cell ? fromSource(question, cell.getSource(), blank) : null;
      if (answer === undefined) unreadable.add(question.id);
      else if (answer !== null) found[question.id] = answer;
    }
    memory.keep(found);
  }

  function keep(question, answer) {
    const { [question.id]: _, ...others } = answers();
    memory.keep(answer === null ? others : { ...others, [question.id]: answer });
    cells?.get(question.id)?.setSource(toSource(question, answer, blank));
    showGaps();
  }

  function draw() {
    const given = answers();
    body.replaceChildren(
      make("h2", {}, content.title),
      make("div", { class: "ww-text", html: content.intro }),
      make("p", { class: "ww-soft ww-screen" }, cells ? words.live : words.kept),
      ...questions.map((question, index) => one(question, index, given[question.id] ?? null)),
      ...handIn(),
    );
    showGaps();
  }

  function one(question, index, answer) {
    const warning = make("p", { class: "ww-warning", role: "status" });
    if (unreadable.has(question.id)) warning.textContent = words.unreadable;
    if (cells && !cells.has(question.id)) warning.textContent = words.no_cell;
    const answered = (now) => {
      if (unreadable.delete(question.id)) warning.textContent = "";
      keep(question, now);
    };
    const place = { id: `${id}-${question.id}`, number: index + 1, count: questions.length, words, answer, answered };
    const { node } = put(question, place);
    const { points } = question;
    node.firstChild.append(`, ${points > 1 ? say(words.points, { points }) : words.one_point}`);
    node.append(warning);
    return behindNote(node, question, words, answer !== null);
  }

  function handIn() {
    if (cells) return [gaps];
    if (!model.get("notebook")) return [make("p", { class: "ww-frame" }, words.no_file)];
    const wrong = make("p", { class: "ww-warning", id: `${id}-wrong`, role: "alert" });
    const status = make("p", { class: "ww-status", role: "status" });
    const describedBy = `${id}-help ${id}-wrong`;
    const code = make("input", { id: `${id}-code`, class: "ww-code", autocomplete: "off", "aria-describedby": describedBy });
    code.spellcheck = false;
    const download = () => {
      const learner = code.value.trim();
      const fine = CODE.test(learner);
      code.setAttribute("aria-invalid", String(!fine));
      wrong.textContent = fine ? "" : words.code_wrong;
      status.textContent = fine ? [say(words.downloaded, { name: hand(learner) }), ...stillOpen()].join(" ") : "";
      if (!fine) code.focus();
    };
    return [
      make("h3", {}, words.hand_in),
      make("p", {}, words.file_holds),
      make("p", {}, words.read_by),
      gaps,
      make(
        "div",
        { class: "ww-field ww-screen" },
        make("label", { for: code.id, class: "ww-name" }, words.code),
        make("p", { class: "ww-soft", id: `${id}-help` }, words.code_help),
        code,
        wrong,
      ),
      make("div", { class: "ww-actions" }, button(words.download, download, "ww-button ww-main")),
      status,
    ];
  }

  /** Hands over the release notebook with the answers in it, and returns the file's name. */
  function hand(learner) {
    const notebook = JSON.parse(JSON.stringify(model.get("notebook")));
    const now = answers();
    for (const cell of notebook.cells) {
      const question = questions.find((one) => one.id === cell.metadata?.nbgrader?.grade_id);
      if (question && question.id in now) cell.source = toSource(question, now[question.id], blank);
    }
    Object.assign(notebook.metadata.widerwindow, { learner, saved: new Date().toISOString() });
    const name = `${content.id}--${learner}.ipynb`;
    handOver(name, "application/x-ipynb+json", `${JSON.stringify(notebook, null, 1)}\n`);
    return name;
  }

  /** What to say of a file with gaps in it. */
  function stillOpen() {
    const names = [...gaps.querySelectorAll("a")].map(({ textContent }) => textContent);
    return names.length ? [say(words.with_gaps, { names: names.join("; ") })] : [];
  }

  function showGaps() {
    const now = answers();
    el.classList.toggle("ww-prints", Object.keys(now).length > 0);
    const links = questions.flatMap((question, index) => {
      const phrase = missing(question, now[question.id], words);
      return phrase ? [wayTo(question, say(phrase, { number: index + 1 }))] : [];
    });
    const open = [make("p", {}, words.unanswered), make("ul", {}, links), make("p", { class: "ww-soft" }, words.unanswered_help)];
    gaps.replaceChildren(...(links.length ? open : [make("p", {}, words.all_answered)]));
  }

  function wayTo(question, text) {
    const place = `${id}-${question.id}`;
    const click = (event) => {
      event.preventDefault();
      const target = document.getElementById(place);
      target.tabIndex = -1;
      target.focus();
    };
    return make("li", {}, make("a", { href: `#${place}`, click }, text));
  }

  if (cells) readCells();
  draw();
  return memory.stop;
}

export default { render };
