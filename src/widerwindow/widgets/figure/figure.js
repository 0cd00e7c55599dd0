/** @import { FigureWords, PublicFigure } from "public" */
/** @import { Place, WithExit } from "../shared/model.js" */
import { button, make } from "../../frontend/elements.js";
import { remembering } from "../shared/remembering.js";
import { sheet } from "../shared/sheet.js";
import { cards } from "./cards.js";
import { matrix } from "./matrix.js";
import { scale } from "./scale.js";

/** @typedef {Record<string, any>} Answers What she did, by what she did it to; what she left alone is not in it. */
/** @typedef {{ content: WithExit<PublicFigure>, words: FigureWords, answers: Answers }} Traits */

/**
 * What a form of figure is drawn with.
 * @typedef {object} Hand
 * @property {FigureWords} words
 * @property {Answers} answers
 * @property {(answers: Answers) => void} keep
 * @property {(said: string) => void} tell
 * @property {HTMLElement} closing
 */

/**
 * A form as it is drawn: itself, the button beside “put it back”, and what stands below the buttons.
 * @typedef {{ drawn: HTMLElement, press: HTMLElement | null, rest: HTMLElement | null }} Drawn
 */

const forms = { cards, matrix, scale };

/** @param {Place<Traits>} place */
export function render({ model, el }) {
  const content = model.get("content");
  const words = model.get("words");
  const { body } = sheet(el, "figure", content, words);
  const status = make("p", { class: "ww-status", role: "status" });
  const memory = remembering(model, "answers", draw);

  /** @param {Answers} answers */
  function keep(answers) {
    memory.keep(answers);
    printing();
  }
  const printing = () => el.classList.toggle("ww-prints", Object.keys(model.get("answers")).length > 0);
  const tell = (/** @type {string} */ said) => {
    status.textContent = said;
  };
  const back = button(words.back, () => {
    keep({});
    draw();
    tell(words.is_back);
    back.focus();
  });

  function draw() {
    const closing = make("div", { class: "ww-text", html: content.closing });
    const hand = { words, answers: model.get("answers"), keep, tell, closing };
    const draws = /** @type {(form: any, hand: Hand) => Drawn} */ (forms[content.form.type]);
    const { drawn, press, rest } = draws(content.form, hand);
    tell("");
    body.replaceChildren(
      make("h2", {}, content.title),
      make("div", { class: "ww-text", html: content.intro }),
      drawn,
      make("div", { class: "ww-actions" }, press, back),
      status,
      ...(rest ? [rest] : []),
      closing,
    );
    printing();
  }

  draw();
  return memory.stop;
}
