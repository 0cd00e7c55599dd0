// Definitions on one matrix, each switched on or off, and what somebody has of the areas that they count.
/** @import { PublicArea, PublicColumn, PublicMatrix } from "public" */
/** @import { Child } from "../../frontend/elements.js" */
/** @import { Hand } from "./figure.js" */
import { make } from "../../frontend/elements.js";
import { say } from "../../frontend/words.js";

/** @param {PublicMatrix} form @param {Hand} hand */
export const matrix = (form, hand) => new OnMatrix(form, hand).parts();

class OnMatrix {
  grid = make("div", { class: "ww-matrix" });
  listed = make("p", { class: "ww-told" });
  gates = make("p", { class: "ww-told", role: "status" });

  /** @param {PublicMatrix} form @param {Hand} hand */
  constructor(form, hand) {
    this.form = form;
    this.hand = hand;
    const { areas, definitions, has } = form;
    this.has = known(areas, hand.answers.areas) ?? new Set(has);
    this.on = known(definitions, hand.answers.definitions) ?? new Set(definitions.map(({ id }) => id));
    this.lives = areas.map((area) => make("th", { scope: "row" }, this.toggle(this.has, area, area.title)));
  }

  parts() {
    const { words } = this.hand;
    const switches = this.form.definitions.map((one, index) => {
      const owner = make("span", { class: "ww-soft" }, say(words.owner, one));
      return this.toggle(this.on, one, [make("strong", {}, `${index + 1}. ${one.title}`), make("br"), owner]);
    });
    const legend = make("legend", { class: "ww-name" }, words.definitions);
    this.draw();
    const switched = make("fieldset", { class: "ww-switches" }, legend, switches);
    return { drawn: make("div", {}, switched, this.grid, this.gates, this.listed), press: null, rest: null };
  }

  /** @param {Set<string>} chosen @param {{ id: string }} one @param {Child} label */
  toggle(chosen, { id }, label) {
    const change = (/** @type {{ target: HTMLInputElement }} */ { target }) => {
      if (target.checked) chosen.add(id);
      else chosen.delete(id);
      this.hand.keep({ areas: [...this.has], definitions: [...this.on] });
      this.draw();
    };
    const input = make("input", { type: "checkbox", checked: chosen.has(id), autocomplete: "off", change });
    return make("label", { class: "ww-switch" }, input, make("span", {}, label));
  }

  get chosen() {
    return this.form.definitions.filter(({ id }) => this.on.has(id));
  }

  /** How many of the chosen definitions count an area. @param {PublicArea} area */
  among({ id }) {
    const count = this.chosen.filter(({ counts }) => counts.includes(id)).length;
    if (!count) return "neither";
    return count === this.chosen.length ? "all" : "some";
  }

  /** @param {PublicColumn} one */
  met({ counts }) {
    return counts.filter((area) => this.has.has(area)).length;
  }

  /** A piece of a definition's line, with a station where it counts the area. @param {PublicColumn} one @param {string} area */
  cell(one, area) {
    const { words } = this.hand;
    const counts = one.counts.includes(area);
    const met = counts && this.has.has(area);
    const said = words[met ? "met" : counts ? "listing" : "listing_not"];
    const station = counts ? '<circle cx="50%" cy="50%" r="9"/>' : "";
    const way = `<line x1="50%" x2="50%" y1="0" y2="100%"/>${station}`;
    const html = `<svg class="${this.look(one)}" role="img" aria-label="${said}">${way}</svg>`;
    return make("td", { class: met && "ww-met", html });
  }

  /** Where a definition's line ends: open, or with bars. @param {PublicColumn} one */
  gate(one) {
    const { words } = this.hand;
    const met = this.met(one);
    const enough = met >= one.at_least;
    const way = `M7 5v34M37 5v34${enough ? "" : "M7 17h30M7 29h30"}`;
    const html = `<svg viewBox="0 0 44 44" aria-hidden="true" class="${this.look(one)}"><path d="${way}"/></svg>`;
    const result = enough ? words.counted_in : words.left_out;
    const needs = say(words.needs, { met, at_least: one.at_least });
    const shown = this.on.has(one.id) ? result : words.away;
    return make("td", { html }, make("span", {}, needs), make("strong", {}, shown));
  }

  /** @param {PublicColumn} one */
  look({ id }) {
    return this.on.has(id) ? "ww-on" : "ww-away";
  }

  draw() {
    const focused = document.activeElement; // it is taken out with the old table, and loses the focus
    const { form, hand, lives } = this;
    const { areas, definitions, who } = form;
    const { words } = hand;
    const head = (/** @type {Child} */ text, label = "") =>
      make("th", { scope: "col", "aria-label": label || null }, text);
    const named = { all: words.all, some: words.some, neither: words.neither };
    const rows = areas.map((area, index) => {
      const among = this.among(area);
      const cells = definitions.map((one) => this.cell(one, area.id));
      return make("tr", {}, lives[index], cells, make("td", { class: `ww-${among}` }, named[among]));
    });
    const numbers = definitions.map(({ title }, index) => head(String(index + 1), title));
    const top = make("tr", {}, head(say(words.areas, { who })), numbers, head(words.chosen));
    const gates = definitions.map((one) => this.gate(one));
    const foot = make("tr", {}, make("th", { scope: "row" }, who), gates, make("td"));
    const parts = [make("thead", {}, top), make("tbody", {}, rows), make("tfoot", {}, foot)];
    this.grid.replaceChildren(make("table", {}, parts));
    if (focused instanceof HTMLElement && this.grid.contains(focused)) focused.focus();
    this.tell();
  }

  tell() {
    const { form, hand, chosen } = this;
    const { words } = hand;
    const names = (/** @type {{ title: string }[]} */ all) => all.map(({ title }) => title).join(", ") || words.nobody;
    const out = chosen.filter((one) => this.met(one) < one.at_least);
    const inside = chosen.length - out.length;
    const values = { who: form.who, inside, count: chosen.length, outside: names(out) };
    this.gates.textContent = chosen.length ? say(words.gates, values) : words.choose;
    const listed = (/** @type {string} */ among) => names(form.areas.filter((area) => this.among(area) === among));
    const lists = { all: listed("all"), some: listed("some"), neither: listed("neither") };
    this.listed.textContent = chosen.length ? say(words.listed, lists) : "";
  }
}

/** @param {{ id: string }[]} all @param {unknown} kept */
function known(all, kept) {
  return Array.isArray(kept) ? new Set(all.flatMap(({ id }) => (kept.includes(id) ? id : []))) : null;
}
