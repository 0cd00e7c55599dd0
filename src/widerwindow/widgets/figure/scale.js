// Points on a scale that is divided into bands, as a line through hours or as rows.
/** @import { PublicBand, PublicPoint, PublicScale } from "public" */
/** @import { Hand } from "./figure.js" */
import { make } from "../../frontend/elements.js";
import { say } from "../../frontend/words.js";
import { because, choice, comparing } from "./compared.js";

const MIDDLE = 50;
const GAP = 14; // between two edges, so that no handle covers the other
const LONG = 900; // pixels that a band's look is drawn for

/** @param {PublicScale} form @param {Hand} hand */
export const scale = (form, hand) => new OnScale(form, hand).parts();

class OnScale {
  compared = false;
  now = make("p", { class: "ww-now", "aria-hidden": "true" });
  told = make("p", { class: "ww-told" });
  legend = make("p", { class: "ww-soft" });
  said = make("div", { class: "ww-text" });
  moving = make("div", { class: "ww-moved", hidden: true });
  line = make("div", { class: "ww-curve" });

  /** @param {PublicScale} form @param {Hand} hand */
  constructor(form, hand) {
    const { points, edges, bands } = form;
    const { answers, words } = hand;
    this.form = form;
    this.hand = hand;
    this.upright = form.drawn === "line";
    this.columns = points.length + (edges ? 1 : 0);
    /** @type {Record<string, number>} */
    this.put = {};
    for (const { id } of points) if (isLevel(answers[id])) this.put[id] = answers[id];
    this.first = bands.map(({ upto }) => upto);
    this.upto = [...this.first];
    const [low, high] = answers[EDGES] ?? [];
    if (edges && isLevel(low) && isLevel(high) && low + GAP <= high) this.upto.splice(0, 2, low, high);
    this.ground = this.grounds();
    this.points = points.map((point, index) => this.point(point, index));
    this.edges = edges ? [this.edge(0, words.lower), this.edge(1, words.upper)] : [];
    if (edges) this.moving.append(make("div", { html: edges.prompt }), this.said);
  }

  parts() {
    const { form, hand, upright, points } = this;
    const inset = make("div", { class: "ww-inset", "aria-hidden": "true" }, this.ground, this.line);
    const handles = points.map(({ handle }) => handle);
    const edges = [...this.edges].reverse();
    const rows = points.map(({ row }) => row);
    const list = make("ol", { class: "ww-points" }, rows);
    const head = make("div", { class: "ww-plot" }, inset, upright && [handles, edges]);
    const press = comparing(hand, form.whose, form.points, () => this.compare());
    if (upright) this.read(form.points[0], 1);
    this.draw();
    const drawn = upright ? [this.now, head, this.told, this.legend] : [head, list, this.legend];
    const looks = (/** @type {import("../../frontend/elements.js").Child[]} */ ...parts) =>
      make("div", { class: `ww-scale ww-as-${form.drawn}` }, parts);
    return { drawn: looks(drawn), press, rest: looks(edges.length > 0 && this.moving, upright && list) };
  }

  /** The bands, as the background of all points or of one. */
  grounds() {
    return this.form.bands.map((band, index) => {
      const node = make("div", { class: "ww-band", html: ground(band) }, make("span", {}, band.title));
      reach(node, index ? this.first[index - 1] : 0, band.upto);
      return node;
    });
  }

  /** @param {PublicPoint} point @param {number} index */
  point(point, index) {
    const { form, hand, upright } = this;
    const { id, title } = point;
    const put = (/** @type {number} */ level) => {
      this.put[id] = level;
      this.keep();
    };
    const spots = form.spots.map(({ text }) => text);
    const select = choice(title, spots, hand.words, (spot) => put(form.spots[spot].middle));
    const handle = range(upright ? `${index + 1}. ${title}` : title, (level) => put(level));
    if (upright) handle.addEventListener("focus", () => this.read(point, index + 1));
    handle.style.setProperty("--at", String((index + 0.5) / this.columns));
    const marks = make("div", { class: "ww-marks" });
    const inset = make("div", { class: "ww-inset", "aria-hidden": "true" }, upright ? [] : this.grounds(), marks);
    const answer = make("div", { class: "ww-answer" });
    const text = make("div", { html: point.text });
    const track = !upright && make("div", { class: "ww-track" }, inset, handle);
    const row = make("li", {}, make("div", {}, make("strong", {}, title), " ", text), select, track, answer);
    return { point, handle, select, marks, row, answer };
  }

  /** Says above the drawing what a handle is about. @param {PublicPoint} point @param {number} number */
  read({ title, text }, number) {
    this.now.replaceChildren(make("strong", {}, `${number}. ${title}`), make("span", { html: text }));
  }

  /** @param {number} index @param {string} name */
  edge(index, name) {
    const handle = range(name, (level) => {
      const [low, high] = this.upto;
      this.upto[index] = index ? Math.max(level, low + GAP) : Math.min(level, high - GAP);
      this.keep();
    });
    handle.hidden = true;
    handle.classList.add("ww-edge");
    handle.style.setProperty("--at", String(1 - 0.5 / this.columns));
    return handle;
  }

  keep() {
    const [low, high] = this.upto;
    this.hand.keep({ ...this.put, ...(this.moved() ? { [EDGES]: [low, high] } : {}) });
    this.draw();
  }

  moved() {
    return this.upto.some((level, index) => level !== this.first[index]);
  }

  compare() {
    const { form, hand, put, points } = this;
    this.compared = true;
    this.moving.hidden = false;
    this.legend.textContent = say(hand.words.legend, { whose: form.whose });
    for (const edge of this.edges) edge.hidden = false;
    for (const { point, answer } of points) {
      answer.replaceChildren(...because(form.whose, point.where, point.why, hand.words));
    }
    this.draw();
    return form.points.map(({ id, level }) => (id in put ? this.bandOf(put[id]) === this.bandOf(level) : null));
  }

  /** @param {number} level */
  bandOf(level) {
    return this.upto.findIndex((upto) => level <= upto);
  }

  draw() {
    const { form, hand, put, upto } = this;
    this.ground.forEach((band, index) => {
      reach(band, index ? upto[index - 1] : 0, upto[index]);
    });
    for (const { point, handle, select, marks } of this.points) {
      const placed = point.id in put;
      const level = put[point.id] ?? MIDDLE;
      const spot = form.spots.findIndex((each) => level <= each.upto);
      const where = this.moved() ? form.bands[this.bandOf(level)].title : form.spots[spot].text;
      handle.value = String(level);
      handle.setAttribute("aria-valuetext", placed ? where : hand.words.open);
      select.selectedIndex = placed ? spot + 1 : 0;
      marks.innerHTML = this.upright ? "" : this.asRow(point, level);
    }
    this.line.innerHTML = this.upright ? this.asLine() : "";
    if (form.edges) this.tell(form.edges);
  }

  /** Says which of what is placed lie in the middle band, and what changed it. @param {NonNullable<PublicScale["edges"]>} edges */
  tell({ narrower, wider }) {
    const { form, hand, upto, compared, put, first } = this;
    const bands = form.bands.map(({ title }) => title.toLowerCase());
    const placed = form.points.filter(({ id }) => compared || id in put);
    const there = placed.map(({ id, title, level }) => {
      return { point: title, at: this.bandOf(compared ? level : put[id]) };
    });
    const out = there.filter(({ at }) => at !== 1);
    const values = { inside: there.length - out.length, count: there.length, band: bands[1] };
    const rest = out.map(({ point, at }) => say(hand.words.outside, { point, band: bands[at] }));
    const said = there.length ? [say(hand.words.inside, values), ...rest].join(" ") : "";
    this.told.textContent = said;
    this.edges.forEach((edge, index) => {
      edge.value = String(upto[index]);
      edge.setAttribute("aria-valuetext", said);
    });
    const more = upto[1] - upto[0] - (first[1] - first[0]);
    this.said.innerHTML = more > 0 ? wider : more < 0 ? narrower : "";
  }

  asLine() {
    const { form, put, compared, columns } = this;
    /** @param {(point: PublicPoint) => number} level @returns {[number, number][]} */
    const places = (level) => form.points.map((point, index) => [((index + 0.5) * 100) / columns, 100 - level(point)]);
    const hers = places(({ id }) => put[id] ?? MIDDLE);
    const theirs = compared ? places(({ level }) => level) : [];
    const dots = hers.map(([x, y], index) => dot(x, y, form.points[index].id in put, index + 1)).join("");
    const lines = curve(hers, compared ? "ww-hers" : "ww-day") + curve(theirs, "ww-day");
    const ways = `<svg viewBox="0 0 100 100" preserveAspectRatio="none">${lines}</svg>`;
    return `${ways}<svg>${dots}${theirs.map(([x, y]) => diamond(x, y)).join("")}</svg>`;
  }

  /** @param {PublicPoint} point @param {number} level */
  asRow({ id, level: theirs }, level) {
    const gap = `<line class="ww-gap" x1="${level}%" x2="${theirs}%" y1="50%" y2="50%"/>${diamond(theirs, 50)}`;
    return `<svg>${this.compared ? gap : ""}${dot(level, 50, id in this.put, "")}</svg>`;
  }
}

/** Where the edges are kept; no point has such an id. */
const EDGES = ":edges";

/** @param {unknown} level */
const isLevel = (level) => typeof level === "number" && level >= 0 && level <= 100;

/** @param {HTMLElement} band @param {number} from @param {number} upto */
function reach(band, from, upto) {
  band.style.setProperty("--from", String(from));
  band.style.setProperty("--upto", String(upto));
}

/** @param {string} name @param {(level: number) => void} put */
function range(name, put) {
  const input = (/** @type {{ target: HTMLInputElement }} */ { target }) => put(target.valueAsNumber);
  return make("input", { type: "range", "aria-label": name, class: "ww-handle", autocomplete: "off", input });
}

/** @param {number} x @param {number} y @param {boolean} placed @param {string | number} number */
function dot(x, y, placed, number) {
  const at = `x="${x}%" y="${y}%"`;
  return `<g class="ww-dot${placed ? "" : " ww-unplaced"}"><circle c${at.replace(" y", " cy")} r="14"/><text ${at} dy=".35em">${number}</text></g>`;
}

/** Where the other answer has it. @param {number} x @param {number} y */
const diamond = (x, y) => `<svg x="${x}%" y="${y}%" class="ww-theirs"><path d="M0-10L10 0L0 10L-10 0Z"/></svg>`;

/** @param {[number, number][]} places @param {string} look */
function curve(places, look) {
  const way = places.map(([x, y], index) => {
    if (!index) return `M${x} ${y}`;
    const [before, height] = places[index - 1];
    const middle = (before + x) / 2;
    return `C${middle} ${height} ${middle} ${y} ${x} ${y}`;
  });
  return `<path class="ww-halo" d="${way.join("")}"/><path class="${look}" d="${way.join("")}"/>`;
}

/** A band's own look, so that none has to be told by its colour. @param {PublicBand} band */
function ground({ look }) {
  const step = look === "dots" ? 30 : 15;
  const ways = Array.from({ length: LONG / step }, (_, index) => {
    const at = index * step;
    return look === "lines"
      ? `M${2 * at - LONG} ${LONG}l${LONG}-${LONG}`
      : `M${(index % 2) * (step / 2)} ${at + 8}h${LONG}`;
  });
  const drawn = look === "plain" ? "" : `<path d="${ways.join("")}"/>`;
  return `<svg class="ww-look-${look}">${drawn}</svg>`;
}
