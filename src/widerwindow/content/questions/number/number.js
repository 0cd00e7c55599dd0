// A number, typed with a decimal point or comma. What may be a comma between thousands is not guessed at.
const NUMBER = /^[-+]?\d{0,12}(?:[.,]\d{0,6})?$/;
const THOUSANDS = /^[-+]?[1-9]\d{0,2},\d{3}$/;
const MOST = 1e12;

const typed = ({ value }) => value.trim().replace("\u2212", "-");
const maybeNumber = (text) => NUMBER.test(text) && !THOUSANDS.test(text);
const parsed = (text) => (maybeNumber(text) && /\d/.test(text) ? Number(text.replace(",", ".")) : null);

kinds.number = {
  known: (_, answer) => (typeof answer === "number" && Math.abs(answer) <= MOST ? answer : null),
  fields({ unit }, { id, words, answer, answered, spots }) {
    const wrong = make("p", { class: "ww-warning", id: `${id}-wrong`, role: "alert" });
    const input = make("input", {
      id: `${id}-answer`,
      class: "ww-short",
      inputmode: "decimal",
      autocomplete: "off",
      "aria-describedby": `${id}-unit ${id}-wrong`,
      // Told while she types: a text that came up as she leaves would push away what she is about to press.
      input() {
        tell(maybeNumber(typed(input)));
        answered(parsed(typed(input)));
      },
      change: () => tell(typed(input) === "" || parsed(typed(input)) !== null),
    });

    function tell(fine) {
      const said = fine ? "" : words.no_number;
      input.setAttribute("aria-invalid", String(!fine));
      if (wrong.textContent !== said) wrong.textContent = said;
    }

    input.value = answer ?? "";
    return make(
      "div",
      { class: "ww-item" },
      make("label", { for: input.id }, words.your_answer),
      make("div", { class: "ww-with-unit" }, input, make("span", { id: `${id}-unit`, html: unit })),
      wrong,
      Object.values(spots),
    );
  },
};
