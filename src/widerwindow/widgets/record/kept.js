// What the course has kept of what she completed, module by module.
/** @import { RecordedModule } from "public" */
/** @import { Memory } from "../shared/model.js" */
import { dayOf } from "../../frontend/completed.js";

/**
 * `read` pages of `all`, and their minutes. A day is there where one was kept; `by` is the last of a module that is complete.
 * @typedef {{ read: number, all: number, minutes: number, isComplete: boolean, by?: Date, practised: unknown, stories: string[] }} Kept
 */

/**
 * @param {Memory | undefined} memory
 * @param {RecordedModule} module
 * @returns {Kept}
 */
export function keptOf(memory, { id, pages, stories }) {
  const kept = (/** @type {string} */ part) => memory?.read(part) ?? {};
  const pagesKept = kept(`read/${id}`);
  const read = Object.keys(pages).filter((page) => pagesKept[page]);
  const all = Object.keys(pages).length;
  const days = read.map((page) => dayOf(pagesKept[page])).filter((day) => day !== undefined);
  const isComplete = all > 0 && read.length === all;
  return {
    read: read.length,
    all,
    minutes: read.reduce((sum, page) => sum + pages[page], 0),
    isComplete,
    by: isComplete && days.length ? new Date(Math.max(...days.map(Number))) : undefined,
    practised: kept("done/practice")[id],
    stories: Object.keys(stories).filter((story) => kept("done/story")[story]),
  };
}
