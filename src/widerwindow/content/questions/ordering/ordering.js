// Items to move up and down. The order at the start is no answer until she moves something, or says that it is.
kinds.ordering = {
  known({ items }, answer) {
    const ids = idsOf(items);
    const whole = Array.isArray(answer) && answer.length === ids.length && ids.every((item) => answer.includes(item));
    return whole ? answer : null;
  },
  fields({ items }, { id, words, answer, answered, spots }) {
    const list = make("ol", { class: "ww-order" });
    const told = make("p", { class: "ww-soft ww-screen", role: "status" });
    const settled = pick("checkbox", id, "settled", answer !== null, words.settled, keep);
    const tick = settled.firstChild;
    const rows = Object.fromEntries(items.map((item) => [item.id, row(item)]));
    const order = () => [...list.children].map(({ dataset }) => dataset.item);

    function row({ id: item, text }) {
      const named = make("span", { id: `${id}-${item}`, html: text });
      const move = (way, up) => {
        const one = button(way, () => step(item, up), "ww-minor");
        one.id = `${named.id}-${up ? "up" : "down"}`;
        one.setAttribute("aria-labelledby", `${one.id} ${named.id}`);
        return one;
      };
      const moves = make("div", { class: "ww-moves" }, move(words.up, true), move(words.down, false));
      return make("li", { "data-item": item }, named, moves, spots[item]);
    }

    /** Moves an item by moving its neighbour past it, so that the focus stays where it is. */
    function step(item, up) {
      const neighbour = up ? rows[item].previousElementSibling : rows[item].nextElementSibling;
      if (!neighbour) return;
      rows[item][up ? "after" : "before"](neighbour);
      tick.checked = true;
      keep();
      const place = { number: order().indexOf(item) + 1, count: items.length };
      told.textContent = say(words.moved, { item: rows[item].firstChild.textContent, ...place });
    }

    function keep() {
      told.textContent = "";
      showEnds();
      answered(tick.checked ? order() : null);
    }

    /** The first item cannot go up and the last cannot go down; their buttons stay, as one of them may have the focus. */
    function showEnds() {
      for (const one of list.querySelectorAll("button")) one.removeAttribute("aria-disabled");
      list.firstChild.querySelector("button").setAttribute("aria-disabled", true);
      list.lastChild.querySelector("button + button").setAttribute("aria-disabled", true);
    }

    list.append(...(answer ?? idsOf(items)).map((item) => rows[item]));
    showEnds();
    return [list, settled, told];
  },
};
