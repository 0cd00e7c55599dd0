// The route that she follows, and the last page of a module that she opened since. Both are kept as she chose under “What
// is kept”, and go when that is cleared. Nothing is noted before she follows a route.
/** @import { RouteWords } from "public" */
/** @import { Memory } from "../../widgets/shared/model.js" */
import { make } from "../../frontend/elements.js";
import { say } from "../../frontend/words.js";

const KEY = "route/mine";

/** @param {RouteWords} words */
export function start(words) {
  const { page } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
  const memory = /** @type {Memory} */ (globalThis.widerWindow.memory);
  const places = [...document.querySelectorAll("[data-ww-route]")];
  /** @returns {{ id?: string, page?: string }} */
  const mine = () => memory.read(KEY) ?? {};
  const draw = () => {
    for (const place of places) drawIn(/** @type {HTMLElement} */ (place));
  };

  /** @param {HTMLElement} place */
  function drawIn(place) {
    const id = place.dataset.wwRoute;
    const follows = mine().id === id;
    const last = follows && lastPage(place, mine().page);
    const change = () => {
      memory.write(KEY, follows ? {} : { id }, mine());
      draw();
    };
    const press = make("button", { type: "button", click: change }, follows ? words.stop : words.follow);
    const again = last && make("a", { href: last.href }, say(words.go_on, last));
    const focused = place.contains(document.activeElement);
    place.replaceChildren(press, ...(again ? [again] : []), make("p", {}, follows && words.follows));
    if (focused) press.focus();
  }

  if (page && mine().id) memory.write(KEY, { id: mine().id, page });
  for (const event of ["ww:forgotten", "ww:opened"]) document.addEventListener(event, draw);
  draw();
}

/**
 * Where she was on the route of this place, and in which module; undefined where that page is no longer there.
 * @param {HTMLElement} place
 * @param {string} [page]
 */
function lastPage({ dataset, parentElement }, page) {
  if (!page || !dataset.wwPages?.split(" ").includes(page)) return undefined;
  const [folder, name] = page.split("/");
  const modules = /** @type {NodeListOf<HTMLAnchorElement>} */ (parentElement?.querySelectorAll("ol a"));
  const module = [...modules].find(({ pathname }) => pathname.endsWith(`/${folder}/index.html`));
  return module && { href: new URL(`${name}.html`, module.href).href, title: module.textContent };
}
