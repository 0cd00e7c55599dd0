// What is kept of something that she completed, for her record: that it is so, and the day only where she wants days kept.
// Nothing is noted where she lets nothing be kept.
/** @import { Memory } from "../widgets/shared/model.js" */

/** The part of what is kept that says how she goes through the course. */
export const MINE = "route/mine";

/**
 * Notes that `id` is completed, in a part such as `read/tea`. The first day stays.
 * @param {Memory | undefined} memory
 * @param {string} part
 * @param {string} id
 */
export function noteCompleted(memory, part, id) {
  if (!memory?.keeps()) return;
  const kept = memory.read(part);
  const mark = memory.read(MINE)?.days ? today() : true;
  if (dayOf(kept?.[id]) || kept?.[id] === mark) return;
  memory.write(part, { ...kept, [id]: mark }, kept);
}

/**
 * The day in what is kept of something completed; undefined where there is none.
 * @param {unknown} kept
 */
export function dayOf(kept) {
  const [, year, month, day] = String(kept).match(/^(\d{4})-(\d\d)-(\d\d)$/) ?? [];
  return day ? new Date(Number(year), Number(month) - 1, Number(day)) : undefined;
}

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}
