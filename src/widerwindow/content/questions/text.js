// Answers that are text.

/**
 * Text that every program can store: half signs are replaced.
 * @param {string} text
 */
export function wellFormed(text) {
  return text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (sign) => (sign.length > 1 ? sign : "\ufffd"));
}
