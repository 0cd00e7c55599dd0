/** Shows the button that prints the sheet, where a script can. */
const button = /** @type {HTMLButtonElement} */ (document.querySelector("button.print"));
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

export {};
