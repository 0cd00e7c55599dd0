// A number, typed with a decimal point or comma. What may be a comma between thousands is not guessed at.
const NUMBER = /^[-+]?(?=[.,]?\d)\d{0,12}(?:[.,]\d{1,6})?$/;
const THOUSANDS = /^[-+]?[1-9]\d{0,2},\d{3}$/;
const MOST = 1e12;

function parsed(text) {
  const number = text.trim().replace("\u2212", "-");
  return NUMBER.test(number) && !THOUSANDS.test(number) ? Number(number.replace(",", ".")) : null;
}

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
      input: () => {
        if (readable()) tell();
        answered(parsed(input.value));
      },
      change: () => tell(),
    });
    const readable = () => input.value.trim() === "" || parsed(input.value) !== null;

    function tell() {
      input.setAttribute("aria-invalid", String(!readable()));
      wrong.textContent = readable() ? "" : words.no_number;
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
