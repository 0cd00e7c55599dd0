/**
 * Takes what is dropped anywhere on the page, folders too, and tells when each file last changed, which a form does not.
 * The desk knows what it is. What is dropped on the field for a worksheet stays there.
 */
const form = /** @type {HTMLFormElement} */ (document.querySelector("form.take"));
const state = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));

/**
 * The files below an entry that was dropped, with their paths.
 * @param {any} entry
 * @param {string} above
 * @returns {Promise<{ file: File, path: string }[]>}
 */
const below = async (entry, above = "") => {
  const path = above + entry.name;
  if (entry.isFile) return [{ path, file: await new Promise((found, failed) => entry.file(found, failed)) }];
  const reader = entry.createReader();
  const all = [];
  for (;;) {
    const some = /** @type {any[]} */ (await new Promise((found, failed) => reader.readEntries(found, failed)));
    if (some.length === 0) break;
    for (const each of some) all.push(...(await below(each, `${path}/`)));
  }
  return all;
};

/**
 * Sends files, and shows what would become of them.
 * @param {{ file: File, path: string }[]} files
 */
const send = async (files) => {
  state.textContent = state.dataset.reading ?? "";
  const body = new FormData(form);
  body.delete("files");
  for (const { file, path } of files) {
    body.append("files", file, path);
    body.append("changed", String(file.lastModified));
  }
  try {
    const answer = await fetch(form.action, { method: "POST", body });
    if (!answer.redirected) throw new Error(answer.statusText);
    location.href = answer.url;
  } catch {
    state.textContent = state.dataset.failed ?? "";
  }
};

form.addEventListener("submit", (event) => {
  const inputs = [...form.querySelectorAll("input[name=files]")];
  const chosen = inputs.flatMap((input) => [.../** @type {any} */ (input).files]);
  if (chosen.length === 0) return; // the answer to the form itself says what to do
  event.preventDefault();
  send(chosen.map((file) => ({ file, path: file.webkitRelativePath || file.name })));
});

/** @param {DragEvent} event */
const isForField = (event) => /** @type {Element} */ (event.target).matches?.("[name=worksheet]");

for (const kind of /** @type {const} */ (["dragenter", "dragover"])) {
  document.addEventListener(kind, (event) => {
    if (isForField(event)) return;
    event.preventDefault();
    document.body.classList.add("over");
  });
}
document.addEventListener("dragleave", () => document.body.classList.remove("over"));
document.addEventListener("drop", async (event) => {
  document.body.classList.remove("over");
  if (isForField(event)) return;
  event.preventDefault();
  const entries = [...(event.dataTransfer?.items ?? [])].map((item) => item.webkitGetAsEntry()).filter(Boolean);
  if (entries.length > 0) send((await Promise.all(entries.map((entry) => below(entry)))).flat());
});

export {};
