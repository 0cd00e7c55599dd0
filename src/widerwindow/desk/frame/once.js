/** Lets a form be sent once. Of a double click, the second one would be told that there is nothing left to do. */
let sent = new WeakSet();

// After all listeners of the page: what one of them sends by itself is its own affair.
addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (event.defaultPrevented) return;
  if (sent.has(form)) event.preventDefault();
  sent.add(form);
});

addEventListener("pageshow", () => {
  sent = new WeakSet();
});

export {};
