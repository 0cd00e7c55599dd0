/**
 * Keeps the browser from opening a file that is dropped where no page takes it: what she has typed would be gone. A field
 * for files takes what is dropped on it.
 */
for (const kind of /** @type {const} */ (["dragover", "drop"])) {
  addEventListener(kind, (event) => {
    const at = /** @type {Element} */ (event.target);
    if (event.defaultPrevented || !event.dataTransfer?.types.includes("Files") || at.matches?.("[type=file]")) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "none";
  });
}

export {};
