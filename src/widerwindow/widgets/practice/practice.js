/** @import { PracticeContent, PracticeWords } from "public" */
/** @import { Answer, Verdict } from "../../content/questions/types.js" */
/** @import { Place, WithExit } from "../shared/model.js" */
/** @import { Round } from "./dealing.js" */
import { kinds } from "../../content/questions/marked_kinds.js";
import { knownAnswers } from "../../content/questions/question.js";
import { noteCompleted } from "../../frontend/completed.js";
import { button, make } from "../../frontend/elements.js";
import { say } from "../../frontend/words.js";
import { answeringBack } from "../selfcheck/one.js";
import { remembering } from "../shared/remembering.js";
import { focusOn, freshId, sheet } from "../shared/sheet.js";
import { deal, known } from "./dealing.js";
import { pagesAgain } from "./looking_again.js";

/** @typedef {{ content: WithExit<PracticeContent>, words: PracticeWords, deal: Partial<Round> }} Traits */

/** What does not settle whether an answer fits. @type {Verdict["summary"][]} */
const UNSETTLED = ["some_open", "unread"];

/** @param {Place<Traits>} place */
export function render({ model, el }) {
  return new Practice(model, el).memory.stop;
}

/** A round of questions, one after the other. Nothing is kept of it before her first answer. */
class Practice {
  /** @type {Round} */
  round;
  /** The place of the question that is shown; that of the end is one more than the last. */
  at = 0;

  /** @param {Place<Traits>["model"]} model @param {HTMLElement} el */
  constructor(model, el) {
    this.model = model;
    this.content = model.get("content");
    this.words = model.get("words");
    this.id = freshId(this.content);
    const { root, body } = sheet(el, "practice", this.content, this.words);
    this.root = root;
    this.body = body;
    this.memory = remembering(model, "deal", () => this.arrive());
    this.round = this.taken();
    this.arrive();
  }

  /** The round that was kept, or a new one. */
  taken() {
    return known(this.content, this.model.get("deal")) ?? deal(this.content, null);
  }

  arrive() {
    this.round = this.taken();
    const { dealt, first } = this.round;
    const open = dealt.findIndex((id) => !(id in first));
    this.at = this.round.done || open < 0 ? dealt.length : open;
    this.draw();
  }

  /** @param {Partial<Round>} change */
  keep(change) {
    this.round = { ...this.round, ...change };
    this.memory.keep(this.round);
  }

  /** @param {number} at */
  go(at) {
    this.at = at;
    const isEnd = at === this.round.dealt.length;
    if (isEnd && Object.keys(this.round.first).length) {
      this.keep({ done: true });
      noteCompleted(globalThis.widerWindow?.memory, "done/practice", this.content.id);
    }
    this.draw();
    const start = this.body.querySelector(".ww-question, .ww-frame, h2");
    if (start) focusOn(/** @type {HTMLElement} */ (start), this.root);
  }

  draw() {
    this.body.replaceChildren(...(this.at < this.round.dealt.length ? this.asked() : this.end()));
  }

  asked() {
    const { content, words, round, at } = this;
    const count = round.dealt.length;
    const question = content.questions.find(({ id }) => id === round.dealt[at]) ?? content.questions[0];
    const { id } = question;
    const module = content.earlier[id];
    const answer = knownAnswers(kinds, [question], round.answers)[id] ?? null;
    const next = button("", () => this.go(at + 1));
    const name = () => {
      const settled = id in this.round.first;
      next.textContent = !settled ? words.leave : at + 1 < count ? words.next : words.finish;
      next.classList.toggle("ww-main", settled);
    };
    const answered = (/** @type {Answer | null} */ now) => {
      const { [id]: _, ...others } = this.round.answers;
      this.keep({ answers: now === null ? others : { ...others, [id]: now } });
    };
    const checked = (/** @type {Verdict["summary"]} */ summary) => {
      if (id in this.round.first || UNSETTLED.includes(summary)) return;
      this.keep({ first: { ...this.round.first, [id]: summary === "one_fits" || summary === "all_fit" } });
      name();
    };
    const place = { id: `${this.id}-${id}`, number: at + 1, count, words, answer, answered };
    name();
    return [
      make("progress", { value: at, max: count, "aria-hidden": "true" }),
      ...(module ? [make("p", { class: "ww-soft", html: say(words.from_module, { module }) })] : []),
      answeringBack(question, place, checked),
      this.turn(next),
    ];
  }

  /** @param {HTMLElement} next */
  turn(next) {
    const back = this.at > 0 && button(this.words.previous, () => this.go(this.at - 1), "ww-back");
    return make("div", { class: "ww-actions ww-turn" }, next, back);
  }

  end() {
    const { words, round } = this;
    const fits = Object.values(round.first);
    const told = { count: fits.length, right: fits.filter(Boolean).length };
    const again = () => {
      this.round = deal(this.content, round);
      this.memory.keep({});
      this.go(0);
    };
    const back = button(words.previous, () => this.go(round.dealt.length - 1), "ww-back");
    const ways = make("div", { class: "ww-actions" }, button(words.again, again, "ww-button ww-main"), back);
    if (!fits.length) return [make("h2", {}, words.none_answered), ways];
    return [
      make("h2", {}, words.end),
      make("p", {}, say(words.answered, told)),
      ...this.leftOut(),
      ...pagesAgain(this.content, round, words),
      make("p", { class: "ww-soft" }, words.no_mark),
      ways,
    ];
  }

  /** Which questions she left out, each a way back to it. */
  leftOut() {
    const { words, round } = this;
    const count = round.dealt.length;
    const places = round.dealt.flatMap((id, at) => (id in round.first ? [] : [at]));
    const ways = places.map((at) => button(say(words.number, { number: at + 1, count }), () => this.go(at)));
    if (!ways.length) return [];
    return [make("p", {}, say(words.left_out, { count: ways.length })), make("div", { class: "ww-actions" }, ways)];
  }
}
