// Runs a widget's module on a page without a kernel: the model is made of the element's data (see texts.js).

/** The part of a Jupyter widget's model that our modules use. `trait` is what is remembered, if the learner wants that. */
function pageModel(data, trait, key) {
  const memory = () => globalThis.widerWindow.memory;
  const start = data[trait];
  const values = { ...data, [trait]: memory()?.read(key) ?? start };
  const listeners = new Set();
  const model = {
    get: (name) => values[name],
    set(name, value) {
      if (JSON.stringify(values[name]) === JSON.stringify(value)) return;
      values[name] = value;
      for (const [event, listener] of [...listeners]) if (event === `change:${name}`) listener();
    },
    save_changes: () => memory()?.write(key, values[trait]),
    on: (event, listener) => listeners.add([event, listener]),
    off(event, listener) {
      for (const entry of listeners) if (entry[0] === event && entry[1] === listener) listeners.delete(entry);
    },
    send() {},
  };
  document.addEventListener("ww:forgotten", () => model.set(trait, start));
  document.addEventListener("ww:opened", () => model.set(trait, memory()?.read(key) ?? values[trait]));
  return model;
}

class WiderWindowWidget extends HTMLElement {
  connectedCallback() {
    this.start();
  }

  /** Draws the widget once its script has given it data. Where that fails, what can be read without JavaScript stays. */
  start() {
    if (this.model || !this.data) return;
    const { kind, id, remember } = this.dataset;
    const module = globalThis.widerWindow.modules[kind];
    this.model = pageModel(this.data, remember, `${kind}/${id}`);
    const live = document.createElement("div");
    live.className = "ww-live";
    const fallback = this.querySelector(".ww-fallback");
    module.render({ model: this.model, el: live });
    fallback.before(live);
    fallback.classList.add("ww-off");
  }
}

if (!customElements.get("ww-widget")) customElements.define("ww-widget", WiderWindowWidget);
for (const widget of document.querySelectorAll("ww-widget")) widget.start();
