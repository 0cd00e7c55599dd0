// What is written on a worksheet.
/** @import { WorksheetContent } from "public" */

/**
 * The answers that belong to fields of the sheet and are not empty.
 * @param {WorksheetContent} sheet
 * @param {Record<string, unknown> | undefined} answers
 * @returns {Record<string, string>}
 */
export function written({ sections }, answers) {
  const fields = sections.flatMap((section) => section.fields);
  const kept = fields.map((field) => [field.id, answers?.[field.id]]);
  return Object.fromEntries(kept.filter(([, text]) => typeof text === "string" && text));
}

/**
 * The sheet as plain text, with what is written in it.
 * @param {WorksheetContent} sheet
 * @param {Record<string, string>} answers
 */
export function asText({ title, sections }, answers) {
  const lines = sections.flatMap((section) => [
    "",
    section.title,
    ...section.fields.flatMap(({ id, label }) => ["", label, answers[id] ?? ""]),
  ]);
  return `${[title, ...lines].join("\n")}\n`;
}
