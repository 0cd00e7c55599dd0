const COMPARE = {
  ">=": (a, b) => a >= b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  "<": (a, b) => a < b,
  "=": (a, b) => a === b,
  "!=": (a, b) => a !== b,
};

/** The story's rules, as in content/scenario.py. A moment is a scene with the values of the variables. */
function rules(content) {
  const scenes = new Map(content.scenes.map((scene) => [scene.id, scene]));
  const values = Object.entries(content.variables).map(([name, { start }]) => [name, start]);
  const beginning = { scene: scenes.get(content.start), values: Object.fromEntries(values) };

  const holds = (when, values) => when.every(([name, test, number]) => COMPARE[test](values[name], number));
  const offered = ({ scene, values }) => scene.choices.filter((choice) => holds(choice.when, values));

  function after({ values }, choice) {
    const now = { ...values };
    for (const [name, effect] of Object.entries(choice.effects)) {
      const { min, max } = content.variables[name];
      now[name] = Math.min(max, Math.max(min, now[name] + effect));
    }
    return { scene: scenes.get(choice.next.find((turn) => holds(turn.when, now)).to), values: now };
  }

  /** The same moment, but at the way round its scene where `to` names that. */
  const round = (moment, to) => (to && to === moment.scene.way_round ? { ...moment, scene: scenes.get(to) } : moment);

  /** Walks a path of [scene, choice] pairs, up to the first pair that does not fit the story (any more). */
  function walk(path) {
    const steps = [];
    let moment = beginning;
    for (const pair of Array.isArray(path) ? path : []) {
      const here = round(moment, pair?.[0]);
      const choice = pair?.[0] === here.scene.id && offered(here).find(({ id }) => id === pair[1]);
      if (!choice) break;
      steps.push({ scene: here.scene, choice });
      moment = after(here, choice);
    }
    return { steps, moment, path: steps.map(({ scene, choice }) => [scene.id, choice.id]) };
  }

  /** The smallest number of choices from `moment` to an ending. */
  function least(moment) {
    const seen = new Set();
    const isNew = ({ scene, values }) => {
      const size = seen.size;
      return seen.add(JSON.stringify([scene.id, values])).size > size;
    };
    let count = 0;
    for (let ring = [moment]; ring.length; count += 1) {
      if (ring.some(({ scene }) => scene.kind === "ending")) break;
      ring = ring.flatMap((from) => offered(from).map((choice) => after(from, choice))).filter(isNew);
    }
    return count;
  }

  return { holds, offered, walk, round, least };
}

function render({ model, el }) {
  const content = model.get("content");
  const words = model.get("words");
  const id = freshId(content);
  const { holds, offered, walk, round, least } = rules(content);
  const inOrder = [...content.scenes].sort((one, other) => (other.id === content.start) - (one.id === content.start));
  const { root, bar, body } = sheet(el, "scenario", content);
  const where = make("p", { class: "ww-where", id: `${id}-where` });
  const pauseButton = button(words.pause, pause, "ww-button ww-minor");
  bar.prepend(where, pauseButton);

  // The path is the only thing that lasts. `place` is what is on the screen of it: the opening, a scene, what a
  // choice led to, the debrief, or the reading version. `passed` says of scenes with a note how she took each: true for
  // the scene, else "short" or "skip".
  let place = "opening";
  const passed = new Map();
  const memory = remembering(model, "path", arrive);

  function arrive() {
    place = walk(model.get("path")).path.length ? "scene" : "opening";
    draw();
  }

  function go(next, path = walk(model.get("path")).path) {
    place = next;
    memory.keep(path);
    draw();
    focusOn(body.querySelector("h2"), root);
  }

  function draw() {
    const now = walk(model.get("path"));
    const noted = place === "scene" && now.moment.scene;
    if (passed.get(noted?.id) === "skip") now.moment = round(now.moment, noted.way_round);
    const inStory = place === "scene" || place === "after";
    el.classList.toggle("ww-prints", now.steps.length > 0);
    where.textContent = inStory ? progress(now) : "";
    pauseButton.hidden = !content.pause || !body.parentNode;
    body.replaceChildren(...PLACES[noted?.note && !passed.has(noted.id) ? "before" : place](now).filter(Boolean));
    body.querySelector("h2").setAttribute("aria-describedby", where.id);
  }

  function progress({ steps, moment }) {
    const number = steps.length + (place === "after" ? 0 : 1);
    const scene = say(words.scene, { number });
    if (place === "after") return scene;
    const count = least(moment);
    return `${scene} ${say(count > 1 ? words.some_more : count ? words.one_more : words.no_more, { count })}`;
  }

  function pause() {
    const panel = make("section", { class: "ww-body" }, title(words.pause_title), html(content.pause));
    const resume = () => {
      panel.replaceWith(body);
      pauseButton.hidden = false;
      pauseButton.focus();
    };
    panel.append(actions(main(words.resume, resume)));
    panel.addEventListener("keydown", (event) => event.key === "Escape" && resume());
    body.replaceWith(panel);
    pauseButton.hidden = true;
    focusOn(panel.querySelector("h2"), root);
  }

  const html = (text, look = "ww-text") => make("div", { class: look, html: text });
  const title = (text) => make("h2", {}, text);
  const soft = (text) => make("p", { class: "ww-soft" }, text);
  const fold = (name, inside, look) => make("details", { class: look }, make("summary", {}, name), inside);
  const part = (words) => make("h3", {}, words);
  const actions = (...buttons) => make("div", { class: "ww-actions" }, buttons);
  const main = (words, click) => button(words, click, "ww-button ww-main");
  const back = (next, path) => button(words.back, () => go(next, path), "ww-back");
  const texts = (passages, values) => passages.filter(({ when }) => holds(when, values)).map(({ text }) => html(text));

  function opening() {
    const { note } = content;
    passed.clear();
    return [
      title(content.title),
      soft(say(words.about, content)),
      html(content.intro),
      note && frame(note, inBrief(note), part(words.note_title)),
      actions(
        main(note ? words.continue : words.begin, () => go("scene", [])),
        button(words.to_reading, () => go("reading")),
      ),
    ];
  }

  const inBrief = (note) => fold(words.to_summary, html(note.summary));

  function frame({ text, themes, intensity }, more, name) {
    const said = say(words.note_themes, { themes: themes.join(", "), intensity: words[intensity] });
    return make("div", { class: "ww-frame" }, name, html(text), soft(said), more);
  }

  /** What stands before a scene with a note. */
  function before({ moment, path }) {
    const { id: scene, kind, note } = moment.scene;
    const pass = (how) => () => {
      passed.set(scene, how);
      go("scene");
    };
    return [
      title(words.before_scene),
      frame(note),
      actions(
        main(words.continue, pass(true)),
        button(words.to_summary, pass("short")),
        button(words.skip_scene, kind === "ending" ? () => go("debrief") : pass("skip")),
        backFrom(scene, path),
      ),
    ];
  }

  /** Step back from a scene: first to its note, where she passed one, else to the scene before. */
  function backFrom(scene, path) {
    const [next, shorter] = path.length ? ["scene", path.slice(0, -1)] : ["opening"];
    return button(words.back, () => (passed.delete(scene) ? go("scene") : go(next, shorter)), "ww-back");
  }

  function scene({ moment, path }) {
    const { kind, title: name, text, also } = moment.scene;
    const ended = kind === "ending";
    const short = inShort(moment.scene);
    const whole = [html(text), texts(also, moment.values)];
    return [
      make("div", { class: kind === "stop" && "ww-stop" }, title(name), short ? html(short) : whole),
      !ended && part(words.choose),
      !ended && make("div", { class: "ww-choices" }, offered(moment).map((choice) => way(choice, moment, path))),
      actions(
        ended && main(words.look_back, () => go("debrief")),
        backFrom(walk(path).moment.scene.id, path),
      ),
    ];
  }

  /** The summary of a scene with a note, unless she chose to read the scene itself. */
  const inShort = ({ id: scene, note }) => passed.get(scene) !== true && note?.summary;

  function way(choice, moment, path) {
    const pick = () => go("after", [...path, [moment.scene.id, choice.id]]);
    return make("button", { type: "button", class: "ww-choice", click: pick, html: inButton(choice.text) });
  }

  // A button may hold text, but no paragraphs.
  const inButton = (text) => text.replaceAll("<p>", "<span>").replaceAll("</p>", "</span>");

  function after({ steps, path }) {
    const { choice } = steps[steps.length - 1];
    return [
      title(words.happened),
      make("div", { class: "ww-chosen" }, soft(words.chose), html(choice.text)),
      html(choice.feedback),
      actions(main(words.carry_on, () => go("scene")), back("scene", path.slice(0, -1))),
    ];
  }

  function debrief(now) {
    const ownPath = ownWay(now);
    return [
      ...about(texts(content.debrief.views, now.moment.values)),
      ownPath,
      ...moved(now.moment.values),
      part(words.other_paths),
      make("p", {}, words.other_paths_intro),
      ...inOrder.filter(({ choices }) => choices.length).map((scene) => folded(scene, now.steps)),
      ...sources(),
      actions(
        button(words.print_path, () => printOnly(ownPath)),
        button(words.again, () => go("opening", [])),
        back("scene"),
      ),
    ];
  }

  function reading() {
    return [
      ...about(sometimes(content.debrief.views), words.reading_title, make("p", {}, words.reading_intro)),
      part(words.reading_scenes),
      ...inOrder.map((scene) => folded(scene)),
      ...sources(),
      actions(back("opening")),
    ];
  }

  function about(views, name = words.debrief_title, intro) {
    const { text, name: person } = content.debrief;
    return [title(name), intro, part(words.what_about), html(text), part(say(words.person, { name: person })), ...views];
  }

  const sources = () => [
    fold(part(words.evidence), html(content.debrief.evidence), "ww-evidence"),
    part(words.support),
    html(content.support),
  ];

  function ownWay({ steps, moment }) {
    const list = steps.map(({ scene, choice }) =>
      make("li", {}, make("strong", {}, scene.title), html(choice.text, "ww-chosen"), html(choice.feedback)),
    );
    const end = make("strong", {}, say(words.the_end, moment.scene));
    list.push(make("li", {}, end, html(inShort(moment.scene) || moment.scene.text, "ww-paper")));
    const name = make("p", { class: "ww-paper ww-title" }, content.title);
    return make("section", {}, name, part(words.own_path), make("ol", { class: "ww-path" }, list));
  }

  function moved(values) {
    const sign = (number) => String(number).replace("-", "−");
    const lines = Object.entries(content.variables).map(([name, { label, start, min, max, low, high }]) => {
      const [from, to] = [sign(start), sign(values[name])];
      const change = say(from === to ? words.moved_same : words.moved_from_to, { start: from, end: to });
      const scale = say(words.moved_scale, { min: sign(min), max: sign(max), low, high });
      return make("li", {}, make("strong", {}, label), make("p", {}, `${change} ${scale}`));
    });
    return lines.length ? [part(words.moved), make("p", {}, words.moved_intro), make("ul", {}, lines)] : [];
  }

  /** A scene to unfold, with everything that could be done there; `steps` marks what the learner did. */
  function folded({ id, title: name, text, also, choices, note }, steps) {
    const ways = choices.map((choice) => {
      const own = steps?.some((step) => step.scene.id === id && step.choice === choice);
      const mark = own && make("p", { class: "ww-own" }, words.your_choice);
      return make("li", {}, html(choice.text, "ww-way"), mark, html(choice.feedback));
    });
    const list = ways.length > 0 && make("ul", { class: "ww-options" }, ways);
    const whole = [html(text), sometimes(also), list];
    return fold(name, note ? [frame(note, inBrief(note)), fold(words.read_scene, whole)] : whole);
  }

  /** Every passage, those with conditions introduced as such. */
  function sometimes(passages) {
    const some = (text) => make("div", { class: "ww-some" }, soft(words.on_some_paths), html(text));
    return passages.map(({ when, text }) => (when.length ? some(text) : html(text)));
  }

  const PLACES = { opening, before, scene, after, debrief, reading };
  arrive();
  return memory.stop;
}

export default { render };
