/**
 * Says on the page that the desk has closed, as it does by itself when nobody has used it for hours. Its links, which
 * lead nowhere then, go from the top.
 */
const closed = /** @type {HTMLElement} */ (document.getElementById("closed"));
const header = /** @type {HTMLElement} */ (document.querySelector("header"));
const MINUTE = 60_000;

/** @param {boolean} isOpen */
const tell = (isOpen) => {
  closed.hidden = isOpen;
  header.hidden = !isOpen;
};

const look = async () => {
  try {
    const answer = await fetch("/desk/here");
    tell(answer.ok && !answer.redirected);
  } catch {
    tell(false);
  }
};

setInterval(look, MINUTE);
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) look();
});

export {};
