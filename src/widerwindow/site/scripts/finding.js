// How the scripts of all pages find what stands on a page.

/**
 * An element that the theme puts on every page.
 * @param {string} selector
 */
export const find = (selector) => /** @type {HTMLElement} */ (document.querySelector(selector));

/**
 * What `action` gives; undefined where it fails.
 * @template Result
 * @param {() => Result} action
 */
export function attempt(action) {
  try {
    return action();
  } catch {
    return undefined;
  }
}
