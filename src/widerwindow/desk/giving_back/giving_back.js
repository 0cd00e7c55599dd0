/**
 * Copies a message or an address for the trainer. Without this script she selects it herself.
 */
for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("button.copy"))) {
  const shown = /** @type {HTMLTextAreaElement | null} */ (document.getElementById(button.dataset.copies ?? ""));
  const state = button.parentElement?.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    shown?.select();
    await navigator.clipboard.writeText(shown?.value ?? button.dataset.text ?? "");
    if (state) state.textContent = button.dataset.copied ?? "";
  });
}

export {};
