// Runs a widget's module on a page without a kernel. Its data stands in its element, except for the words, which are the
// same on every page and so come with the script, and the texts, which stand in the readable version (see texts.py).
/** @import { Model, WidgetModule } from "./model.js" */

/** @typedef {Record<string, any>} Data */

/**
 * Makes a model of the element's data. `trait` is what is remembered, if the learner wants that.
 * @param {Data} data
 * @param {string} trait
 * @param {string} key
 * @returns {Model<Data>}
 */
export function pageModel(data, trait, key) {
  const memory = () => globalThis.widerWindow.memory;
  const start = data[trait];
  let known = memory()?.read(key) ?? start;
  const values = { ...data, [trait]: known };
  /** @type {Set<[string, () => void]>} */
  const listeners = new Set();
  /** @type {Model<Data>} */
  const model = {
    get: (name) => values[name],
    set(name, value) {
      if (JSON.stringify(values[name]) === JSON.stringify(value)) return;
      values[name] = value;
      for (const [event, listener] of [...listeners]) if (event === `change:${name}`) listener();
    },
    save_changes() {
      memory()?.write(key, values[trait], known);
      known = values[trait];
    },
    on: (event, listener) => listeners.add([event, listener]),
    off(event, listener) {
      for (const entry of listeners) if (entry[0] === event && entry[1] === listener) listeners.delete(entry);
    },
  };
  const take = (/** @type {any} */ value) => {
    known = value;
    model.set(trait, value);
  };
  document.addEventListener("ww:forgotten", () => take(start));
  document.addEventListener("ww:opened", () => take(memory()?.read(key) ?? start));
  return model;
}

/**
 * Lets every widget of a kind that stands on the page live. The scripts of two kinds on one page share one element.
 * @param {string} kind
 * @param {object} words
 * @param {WidgetModule} module
 */
export function host(kind, words, module) {
  globalThis.widerWindow ??= {};
  globalThis.widerWindow.modules ??= {};
  globalThis.widerWindow.modules[kind] = module;
  const widgets = /** @type {NodeListOf<Widget>} */ (document.querySelectorAll("ww-widget"));
  for (const widget of widgets) if (widget.dataset.kind === kind) widget.data = { ...dataIn(widget), words };
  if (!customElements.get("ww-widget")) customElements.define("ww-widget", elementClass());
  for (const widget of widgets) start(widget);
}

/** @typedef {HTMLElement & { data?: Data, model?: Model<Data> }} Widget */

/**
 * @param {Element} widget
 * @returns {Data}
 */
function dataIn(widget) {
  const data = widget.querySelector('script[type="application/json"]');
  const texts = [...widget.querySelectorAll("[data-ww-text]")];
  /** @param {string} _ @param {any} value */
  const whole = (_, value) => (typeof value?.at === "number" ? texts[value.at].innerHTML : value);
  return JSON.parse(data?.textContent ?? "", whole);
}

/** What a page's widgets are; made here, as such a class cannot be made where there is no page. */
function elementClass() {
  return class extends HTMLElement {
    connectedCallback() {
      start(this);
    }
  };
}

/**
 * Draws the widget once its script has given it data. Where that fails, what can be read without JavaScript stays.
 * @param {Widget} widget
 */
function start(widget) {
  if (widget.model || !widget.data) return;
  const { kind = "", id, remember = "" } = widget.dataset;
  widget.model = pageModel(widget.data, remember, `${kind}/${id}`);
  const live = document.createElement("div");
  live.className = "ww-live";
  const fallback = widget.querySelector(".ww-fallback");
  globalThis.widerWindow.modules?.[kind].render({ model: widget.model, el: live });
  fallback?.before(live);
  fallback?.classList.add("ww-off");
}
