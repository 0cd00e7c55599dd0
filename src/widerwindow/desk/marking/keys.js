/** Lets keys do what the buttons of a page of marking do: the first marker's and the second one's. */

/** @param {string} selector */
export const find = (selector) => /** @type {HTMLElement | null} */ (document.querySelector(selector));
export const form = () => /** @type {HTMLFormElement} */ (find("form.mark"));
export const on = () => /** @type {HTMLInputElement} */ (find("#keys-on"));

/** Says on a page that has just come which keys there are. */
export const offerKeys = () => {
  /** @type {HTMLElement} */ (find(".keys")).hidden = false;
  on().checked = localStorage.getItem("keys") !== "off";
};

/** @param {string} name */
export const open = (name) => {
  const details = /** @type {HTMLDetailsElement | null} */ (find(`details.${name}`));
  if (!details) return;
  details.open = !details.open;
  details.querySelector("summary")?.focus();
};

/** @param {string} key */
const level = (key) => {
  const row = [...form().querySelectorAll("fieldset")].find((each) => !each.querySelector("input:checked"));
  const chosen = /** @type {HTMLElement | null} */ (row?.querySelector(`input[value="${key}"]`));
  chosen?.click();
  chosen?.focus();
};

/**
 * Listens to keys; `more` are those that a page has besides levels, Enter and the list of keys.
 * @param {Record<string, () => void>} more
 */
export const listen = (more) => {
  /** @type {Record<string, () => void>} */
  const acts = { "?": () => open("keys"), Enter: () => form().requestSubmit(), ...more };
  document.addEventListener("keydown", (event) => {
    const at = /** @type {HTMLElement} */ (event.target);
    const types = at.matches("textarea, input:not([type=radio], [type=checkbox])");
    if (!on().checked || types || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Enter" && at.matches("button, a, summary")) return;
    const act = /^\d$/.test(event.key) ? () => level(event.key) : acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  document.addEventListener("input", (event) => {
    if (event.target === on()) localStorage.setItem("keys", on().checked ? "on" : "off");
  });
};
