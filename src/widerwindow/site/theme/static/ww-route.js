// The route that she follows, and the last page of a module that she opened since. Both are kept as she chose under “What
// is kept”, and go when that is cleared. Nothing is noted before she follows a route.
(() => {
  const KEY = "route/mine";
  const { page } = document.currentScript.dataset;
  const { memory } = globalThis.widerWindow;
  const mine = () => memory.read(KEY) ?? {};
  const places = [...document.querySelectorAll("[data-ww-route]")];

  /** Where she was on the route of this place, and in which module; undefined where that page is no longer there. */
  function lastPage({ dataset, parentElement }) {
    if (!dataset.wwPages.split(" ").includes(mine().page)) return undefined;
    const [folder, name] = mine().page.split("/");
    const modules = [...parentElement.querySelectorAll("ol a")];
    const module = modules.find(({ pathname }) => pathname.endsWith(`/${folder}/index.html`));
    return { href: new URL(`${name}.html`, module.href).href, title: module.textContent };
  }

  function element(tag, text, more = {}) {
    return Object.assign(document.createElement(tag), { textContent: text }, more);
  }

  function draw() {
    for (const place of places) {
      const id = place.dataset.wwRoute;
      const follows = mine().id === id;
      const last = follows && lastPage(place);
      const button = element("button", follows ? "Stop following this route" : "Follow this route", { type: "button" });
      const said = element("p", follows ? "You follow this route. It is kept as you chose under “What is kept”." : "");
      const again = last && element("a", `Go on where you were, in “${last.title}”`, { href: last.href });
      const focused = place.contains(document.activeElement);
      button.addEventListener("click", () => {
        memory.write(KEY, follows ? {} : { id });
        draw();
      });
      place.replaceChildren(button, ...(again ? [again] : []), said);
      if (focused) button.focus();
    }
  }

  if (page && mine().id) memory.write(KEY, { id: mine().id, page });
  for (const event of ["ww:forgotten", "ww:opened"]) document.addEventListener(event, draw);
  draw();
})();
