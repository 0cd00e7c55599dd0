// Cards that are put into groups: by hand, by pressing a group, or in a list.
/** @import { PublicCard, PublicCards, PublicGroup } from "public" */
/** @import { Hand } from "./figure.js" */
import { make } from "../../frontend/elements.js";
import { say } from "../../frontend/words.js";
import { because, choice, comparing } from "./compared.js";

const SIDE = 14;
const ACROSS = 16;

/** @param {PublicCards} form @param {Hand} hand */
export const cards = (form, hand) => new InGroups(form, hand).parts();

class InGroups {
  compared = false;
  deck = make("div", { class: "ww-deck" });

  /** @param {PublicCards} form @param {Hand} hand */
  constructor(form, hand) {
    this.form = form;
    this.hand = hand;
    const groups = form.groups.map(({ id }) => id);
    /** @type {Record<string, string>} */
    this.put = {};
    for (const { id } of form.cards) if (groups.includes(hand.answers[id])) this.put[id] = hand.answers[id];
    this.total = counted(form.cards);
    this.bins = form.groups.map((group) => this.bin(group));
    this.rows = form.cards.map((card) => this.row(card));
  }

  parts() {
    const { form, hand } = this;
    const rows = make(
      "ol",
      { class: "ww-points" },
      this.rows.map(({ row }) => row),
    );
    const list = make("details", {}, make("summary", {}, hand.words.by_list), rows);
    const bins = make(
      "div",
      { class: "ww-bins" },
      this.bins.map(({ node }) => node),
    );
    const press = comparing(hand, form.whose, form.cards, () => this.compare(list));
    this.draw();
    return { drawn: make("div", { class: "ww-sorted" }, this.deck, bins), press, rest: list };
  }

  get current() {
    return this.form.cards.find(({ id }) => !(id in this.put));
  }

  /** @param {PublicGroup} group */
  bin(group) {
    const { words } = this.hand;
    const said = make("span", { class: "ww-soft" });
    const squares = make("span", { class: "ww-squares" });
    const click = () => {
      if (this.current) this.place(this.current, group.id);
    };
    const label = say(words.put, { group: group.title });
    const name = make("strong", {}, group.title);
    const node = make("button", { type: "button", class: "ww-bin", title: label, click }, name, said, squares);
    return { group, node, said, squares };
  }

  /** @param {PublicCard} card */
  row(card) {
    const { form, hand } = this;
    const titles = form.groups.map(({ title }) => title);
    const put = (/** @type {number} */ place) => this.place(card, form.groups[place].id);
    const select = choice(card.title, titles, hand.words, put);
    const answer = make("div", { class: "ww-answer" });
    const row = make("li", {}, make("strong", {}, card.title), select, answer);
    return { card, select, row, answer };
  }

  /** @param {PublicCard} card @param {string} group */
  place(card, group) {
    const { form, hand } = this;
    this.put[card.id] = group;
    hand.keep({ ...this.put });
    this.draw();
    const into = form.groups.find(({ id }) => id === group)?.title;
    const next = this.current?.title ?? say(hand.words.all_put, { count: form.cards.length });
    hand.tell(say(hand.words.put_into, { card: card.title, group: into, next }));
  }

  /** @param {HTMLDetailsElement} list */
  compare(list) {
    const { form, hand, put } = this;
    this.compared = true;
    list.open = true;
    for (const { card, answer } of this.rows) {
      const { where, why } = card;
      answer.replaceChildren(...because(form.whose, where, why, hand.words));
    }
    this.draw();
    return form.cards.map(({ id, group }) => (id in put ? put[id] === group : null));
  }

  draw() {
    const { form, hand, put, total, compared } = this;
    const { words } = hand;
    for (const { group, said, squares } of this.bins) {
      const hers = form.cards.filter(({ id }) => put[id] === group.id);
      const theirs = counted(form.cards.filter((card) => card.group === group.id));
      const values = { count: counted(hers), total, whose: form.whose, theirs };
      const stands = hers.length ? say(words.stands, values) : "";
      said.textContent = compared ? say(words.stands_beside, values) : stands;
      const elsewhere = (/** @type {PublicCard} */ card) =>
        compared && card.group !== group.id ? " ww-elsewhere" : "";
      squares.innerHTML = drawn(hers, total, (card) => group.look + elsewhere(card));
    }
    for (const { card, select } of this.rows) {
      select.selectedIndex = form.groups.findIndex(({ id }) => id === put[card.id]) + 1;
    }
    const card = this.current;
    const count = form.cards.length;
    this.deck.replaceChildren(
      card ? this.card(card, form.cards.indexOf(card) + 1) : make("p", {}, say(words.all_put, { count })),
    );
  }

  /** @param {PublicCard} card @param {number} number */
  card(card, number) {
    const { form, hand, total } = this;
    const { words } = hand;
    const waiting = form.cards.filter(({ id }) => !(id in this.put));
    const html = drawn(waiting, total, (each) => (each === card ? "full" : "plain"));
    const squares = make("span", { class: "ww-squares", html });
    const grip = make("span", { class: "ww-grip", "aria-hidden": "true" });
    const said = say(words.card, { number, count: form.cards.length, stands: card.count, total });
    const node = make(
      "div",
      { class: "ww-card" },
      grip,
      make("div", {}, make("span", { class: "ww-soft" }, said), make("strong", {}, card.title), squares),
    );
    dragging(node, grip, this.bins, (group) => this.place(card, group));
    return node;
  }
}

/** @param {{ count: number }[]} all */
const counted = (all) => all.reduce((sum, { count }) => sum + count, 0);

/**
 * A square for each thing that the cards stand for.
 * @param {PublicCard[]} all
 * @param {number} total as many as there has to be room for
 * @param {(card: PublicCard) => string} look
 */
function drawn(all, total, look) {
  const looks = all.flatMap((card) => Array(card.count).fill(look(card)));
  const squares = looks.map((kind, index) => {
    const [x, y] = [(index % ACROSS) * SIDE + 2, Math.floor(index / ACROSS) * SIDE + 2];
    const stripe = kind.startsWith("striped") ? `<path d="M${x} ${y + 10}l10-10"/>` : "";
    return `<g class="ww-${kind}"><rect x="${x}" y="${y}" width="10" height="10" rx="2"/>${stripe}</g>`;
  });
  const size = `0 0 ${ACROSS * SIDE} ${Math.ceil(total / ACROSS) * SIDE}`;
  return `<svg viewBox="${size}" aria-hidden="true">${squares.join("")}</svg>`;
}

/**
 * Lets a card be dragged onto a group: with a mouse anywhere, with a finger by its grip, so that a page still scrolls.
 * @param {HTMLElement} card
 * @param {HTMLElement} grip
 * @param {{ node: HTMLElement, group: PublicGroup }[]} bins
 * @param {(group: string) => void} drop
 */
function dragging(card, grip, bins, drop) {
  /** @param {PointerEvent} event */
  const down = ({ target, pointerId, pointerType, button, clientX, clientY }) => {
    if (button || (pointerType !== "mouse" && target !== grip)) return;
    card.setPointerCapture(pointerId);
    /** @param {PointerEvent} now */
    const under = (now) => bins.find(({ node }) => holds(node.getBoundingClientRect(), now));
    /** @param {PointerEvent} now */
    const move = (now) => {
      card.style.setProperty("--right", `${now.clientX - clientX}px`);
      card.style.setProperty("--down", `${now.clientY - clientY}px`);
      for (const bin of bins) bin.node.classList.toggle("ww-under", bin === under(now));
    };
    /** @param {PointerEvent} now */
    const end = (now) => {
      card.removeEventListener("pointermove", move);
      card.removeAttribute("style");
      for (const { node } of bins) node.classList.remove("ww-under");
      const found = now.type === "pointerup" && under(now);
      if (found) drop(found.group.id);
    };
    card.addEventListener("pointermove", move);
    card.addEventListener("pointerup", end, { once: true });
    card.addEventListener("pointercancel", end, { once: true });
  };
  card.addEventListener("pointerdown", down);
}

/** @param {DOMRect} box @param {PointerEvent} point */
const holds = ({ left, right, top, bottom }, { clientX, clientY }) =>
  clientX > left && clientX < right && clientY > top && clientY < bottom;
