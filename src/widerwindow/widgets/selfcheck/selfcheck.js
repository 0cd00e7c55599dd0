/** For each kind, whether what was answered fits: {part: true or false}. */
const judgeParts = {
  single: ({ key }, answer) => ({ [answer]: answer === key }),
  multiple: ({ key }, answer) => Object.fromEntries(answer.map((option) => [option, key.includes(option)])),
  sorting: ({ key }, answer) =>
    Object.fromEntries(Object.entries(answer).map(([item, place]) => [item, key[item].includes(place)])),
  ordering: ({ key }, answer) =>
    Object.fromEntries(answer.map((item, at) => [item, answer[at - 1] === key[key.indexOf(item) - 1]])),
  number({ bounds: [low, high] }, answer) {
    const range = answer < low ? "low" : answer > high ? "high" : "right";
    return { [range]: range === "right" };
  },
};
judgeParts.matching = judgeParts.sorting;

/** Says of each answered part whether it fits, and of the answer as a whole what to do next. */
function judge(question, answer, words) {
  if (answer === null) return { fits: {}, summary: words.nothing };
  const { type, items, key } = question;
  const fits = judgeParts[type](question, answer);
  const allFit = Object.values(fits).every(Boolean);
  if (type === "single" || type === "number") return { fits, summary: allFit ? words.one_fits : words.one_not };
  if (!allFit) return { fits, summary: words.some_not };
  if (Object.keys(fits).length === (items ?? key).length) return { fits, summary: words.all_fit };
  return { fits, summary: items ? words.some_open : words.some_missing };
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
  function said(question, part, fits, answer) {
    const { key, feedback } = question;
    const others = placesOf(question) && fits ? key[part].filter((place) => place !== answer[part]) : [];
    return make(
      "div",
      { class: fits ? "ww-said" : "ww-said ww-said-look" },
      mark(fits),
      others.length > 0 && make("p", { html: say(words.also_fits, { places: named(question, others) }) }),
      make("div", { class: "ww-text", html: feedback[part] }),
    );
  }

  /** The texts of some of the places that items go to. */
  const named = (question, ids) =>
    placesOf(question).filter(({ id: place }) => ids.includes(place)).map(({ text }) => text).join(" / ");

  function everyAnswer(question) {
    const { type, key, feedback } = question;
    const parts = partsOf(question);
    const ordered = type === "ordering" ? key.map((item) => parts.find((part) => part.id === item)) : parts;
    const list = ordered.map(({ id: part, text }) =>
      make("li", {}, make("strong", { html: text }), verdict(question, part), make("div", { class: "ww-text", html: feedback[part] })),
    );
    const look = make(type === "ordering" ? "ol" : "ul", {}, list);
    return make("details", {}, make("summary", {}, words.every_answer), look);
  }

  /** Where a part belongs or whether it fits; the right order of an ordering question shows that by itself. */
  function verdict(question, part) {
    const { type, key } = question;
    if (type === "ordering") return null;
    const fits = [key].flat().includes(part) ? words.fits : words.fits_less;
    const html = placesOf(question) ? say(words.belongs, { places: named(question, key[part]) }) : `${fits}.`;
    return make("p", { class: "ww-soft", html });
  }

  draw();
  return memory.stop;
}

export default { render };
