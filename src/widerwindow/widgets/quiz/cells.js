// The solution cells of a release notebook, which hold a learner's answers.
/** @import { PublicQuestion } from "public" */
/** @import { Answer, Kind } from "../../content/questions/types.js" */
/** @import { Cell, Model } from "../shared/model.js" */
import { wellFormed } from "../../content/questions/text.js";

/** @param {PublicQuestion} question */
const variable = ({ id }) => id.replaceAll("-", "_");

/**
 * The source of a solution cell with this answer. All but None is written alike in JSON and Python.
 * @param {PublicQuestion} question
 * @param {Kind} kind
 * @param {Answer | null} answer
 * @param {string} blank
 */
export function toSource(question, kind, answer, blank) {
  if (kind.isText) return answer === null ? blank : wellFormed(String(answer));
  const literal = answer === null ? "None" : JSON.stringify(answer).replaceAll('":"', '": "').replaceAll('","', '", "');
  return `${variable(question)} = ${literal}`;
}

/**
 * The answer in a solution cell, or undefined where the cell holds something else.
 * @param {PublicQuestion} question
 * @param {Kind} kind
 * @param {string} source
 * @param {string} blank
 * @returns {Answer | null | undefined}
 */
export function fromSource(question, kind, source, blank) {
  if (kind.isText) return source.trim() === blank.trim() ? null : source;
  const text = source.trim().replace(/\s+#.*$/, "");
  const [, name, literal] = text.match(/^(\w+)\s*=\s*(.*)$/) ?? [];
  if (text === "" || (name === variable(question) && literal === "None")) return null;
  try {
    const value = JSON.parse(name === variable(question) ? literal : "");
    const answer = kind.known(question, value);
    return JSON.stringify(answer) === JSON.stringify(value) ? answer : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The solution cells of the notebook that the widget lives in, by question; null on a page or beside another notebook.
 * @param {Model<any>} model
 * @param {PublicQuestion[]} questions
 * @returns {Map<string, Cell> | null}
 */
export function liveCells(model, questions) {
  const cells = model.widget_manager?.context?.model?.sharedModel?.cells ?? [];
  const byId = new Map(cells.map((cell) => [cell.getMetadata("nbgrader")?.grade_id, cell]));
  /** @type {Map<string, Cell>} */
  const found = new Map();
  for (const { id } of questions) {
    const cell = byId.get(id);
    if (cell) found.set(id, cell);
  }
  return found.size ? found : null;
}
