/** Says of each chosen part whether it fits, and of the answer as a whole what to do next. */
function judge({ type, key, items }, answer, words) {
  if (answer === null) return { fits: {}, summary: words.nothing };
  const sorting = type === "sorting";
  const chosen = sorting ? Object.keys(answer) : [answer].flat();
  const right = (part) => (sorting ? key[part].includes(answer[part]) : [key].flat().includes(part));
  const fits = Object.fromEntries(chosen.map((part) => [part, right(part)]));
  const allFit = Object.values(fits).every(Boolean);
  const missing = sorting ? items.length > chosen.length : [key].flat().some((part) => !chosen.includes(part));
  if (type === "single") return { fits, summary: allFit ? words.one_fits : words.one_not };
  if (!allFit) return { fits, summary: words.some_not };
  if (!missing) return { fits, summary: words.all_fit };
  return { fits, summary: sorting ? words.some_unsorted : words.some_missing };
}

function render({ model, el }) {
  const content = model.get("content");
  const words = model.get("words");
  const { questions } = content;
  const id = freshId(content);
  const { body } = sheet(el, "selfcheck", content);
  const memory = remembering(model, "answers", draw);
  const answers = () => knownAnswers(questions, model.get("answers"));

  function draw() {
    body.replaceChildren(
      make("h2", {}, content.title),
      make("div", { class: "ww-text", html: content.intro }),
      ...questions.map(one),
    );
    el.classList.toggle("ww-prints", Object.keys(answers()).length > 0);
  }

  function one(question, index) {
    const answer = answers()[question.id] ?? null;
    const status = make("p", { class: "ww-status", role: "status" });
    const every = make("div");
    const place = { id: `${id}-${question.id}`, number: index + 1, count: questions.length, words, answer };
    const { node, spots } = put(question, { ...place, answered });

    function answered(now) {
      const { [question.id]: _, ...others } = answers();
      memory.keep(now === null ? others : { ...others, [question.id]: now });
      el.classList.add("ww-prints");
      for (const part of [...Object.values(spots), status, every]) part.replaceChildren();
    }

    function check() {
      const now = answers()[question.id] ?? null;
      const { fits, summary } = judge(question, now, words);
      for (const [part, spot] of Object.entries(spots)) {
        spot.replaceChildren(...(part in fits ? [said(question, part, fits[part], now)] : []));
      }
      status.textContent = summary;
      every.replaceChildren(...(now === null ? [] : [everyAnswer(question)]));
    }

    node.append(make("div", { class: "ww-actions" }, button(words.check, check), status), every);
    return behindNote(node, question, words, answer !== null);
  }

  const mark = (fits) => make("strong", { class: fits ? "ww-fits" : "ww-look" }, fits ? words.fits : words.look_again);

  /** What is said under a part that was chosen. */
  function said({ type, key, groups, feedback }, part, fits, answer) {
    const others = type === "sorting" && fits ? key[part].filter((group) => group !== answer[part]) : [];
    return make(
      "div",
      { class: fits ? "ww-said" : "ww-said ww-said-look" },
      mark(fits),
      others.length > 0 && make("p", { html: say(words.also_fits, { groups: named(groups, others) }) }),
      make("div", { class: "ww-text", html: feedback[part] }),
    );
  }

  const named = (groups, ids) => groups.filter((group) => ids.includes(group.id)).map(({ text }) => text).join(" / ");

  function everyAnswer(question) {
    const list = partsOf(question).map(({ id: part, text }) => {
      const fits = [question.key].flat().includes(part);
      const where = question.groups
        ? make("p", { class: "ww-soft", html: say(words.fits_in, { groups: named(question.groups, question.key[part]) }) })
        : make("p", { class: "ww-soft" }, fits ? `${words.fits}.` : `${words.fits_less}.`);
      return make("li", {}, make("strong", { html: text }), where, make("div", { class: "ww-text", html: question.feedback[part] }));
    });
    return make("details", {}, make("summary", {}, words.every_answer), make("ul", {}, list));
  }

  draw();
  return memory.stop;
}

export default { render };
