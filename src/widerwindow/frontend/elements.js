// How all scripts make what they show.

/** @typedef {string | number | boolean | null | undefined | ((event: any) => unknown)} Value */
/** @typedef {Node | string | null | undefined | false | Child[]} Child */

/**
 * Makes an element. `html` is HTML that Python made from the author's Markdown; all other text goes in as text.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, Value>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name === "html") node.innerHTML = String(value);
    else if (typeof value === "function") node.addEventListener(name, value);
    else if (value != null && value !== false) node.setAttribute(name, value === true ? "" : String(value));
  }
  const all = /** @type {any[]} */ (children).flat(Infinity);
  node.append(...all.filter((child) => child != null && child !== false));
  return node;
}

/**
 * @param {Child} words
 * @param {(event: MouseEvent) => unknown} click
 */
export function button(words, click, look = "ww-button") {
  return make("button", { type: "button", class: look, click }, words);
}
