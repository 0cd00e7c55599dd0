/** Takes a file that is dropped anywhere on the page as if it had been chosen. */
const input = /** @type {HTMLInputElement} */ (document.querySelector("form.drop input[type=file]"));

for (const kind of ["dragenter", "dragover"]) {
  document.addEventListener(kind, (event) => event.preventDefault());
}
document.addEventListener("drop", (event) => {
  event.preventDefault();
  if (event.dataTransfer?.files.length) {
    input.files = event.dataTransfer.files;
    input.form?.requestSubmit();
  }
});

export {};
