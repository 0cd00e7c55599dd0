// Items that go into groups. What matching shares stands here too: its answers are places as groups are.
const placesOf = ({ groups, answers }) => groups ?? answers;

function knownPlaces(question, answer) {
  const places = idsOf(placesOf(question));
  const items = idsOf(question.items).filter((item) => places.includes(answer?.[item]));
  return items.length ? Object.fromEntries(items.map((item) => [item, answer[item]])) : null;
}

/** Returns what puts one item into a place, or with "" out of all. */
function placing(question, { answer, answered }) {
  const placed = { ...answer };
  return (item, place) => {
    placed[item] = place;
    answered(knownPlaces(question, placed));
  };
}

kinds.sorting = {
  known: knownPlaces,
  fields(question, { id, answer, answered, spots }) {
    const place = placing(question, { answer, answered });
    const group = (item, { id: name, text }) =>
      pick("radio", `${id}-${item}`, name, answer?.[item] === name, text, () => place(item, name));
    return question.items.map(({ id: item, text, about }) => [
      make(
        "fieldset",
        { class: "ww-item", "aria-describedby": about && `${id}-${item}-about` },
        make("legend", { html: text }),
        about && make("div", { class: "ww-text", id: `${id}-${item}-about`, html: about }),
        make("div", { class: "ww-groups" }, question.groups.map((each) => group(item, each))),
      ),
      spots[item],
    ]);
  },
};
