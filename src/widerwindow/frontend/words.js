// How a script says the engine's messages, which Python hands to it.

/** @typedef {string | { other: string, [form: string]: string }} Message */

/**
 * Fills the {names} in a message. Where it has plural forms, `count` chooses one, as the page's language has it.
 * @param {Message} message
 * @param {object} values
 */
export function say(message, values) {
  const named = /** @type {Record<string, unknown>} */ (values);
  const text = typeof message === "string" ? message : (message[pluralForm(Number(named.count))] ?? message.other);
  return text.replace(/\{(\w+)\}/g, (_, name) => String(named[name]));
}

/** @param {number} count */
function pluralForm(count) {
  return new Intl.PluralRules(globalThis.document?.documentElement.lang || undefined).select(count);
}
