// What every page carries: the way out, the pause, and the memory that the learner chooses. Loaded before the page is
// drawn, so that the exit works from the first moment.
(() => {
  const KEY = "widerwindow";
  const root = document.documentElement;
  const find = (selector) => document.querySelector(selector);

  // Exit: https://design-system.service.gov.uk/components/exit-this-page/ describes the pattern.
  const WITHIN = 5000;
  const presses = { count: 0, since: 0, alone: false };

  function leave(address) {
    root.classList.add("ww-leaving");
    document.title = "Loading";
    location.replace(address);
  }

  function heard(text) {
    find("[data-ww-exit-said]").textContent = text;
  }

  function count(number) {
    presses.count = number;
    root.dataset.wwPresses = String(number);
  }

  addEventListener("keydown", (event) => {
    presses.alone = event.key === "Shift" && !event.repeat && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (event.key !== "Shift" && presses.count) {
      count(0);
      heard("");
    }
  });

  addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !presses.alone) return;
    presses.alone = false;
    const now = Date.now();
    if (now - presses.since > WITHIN) count(0);
    if (!presses.count) presses.since = now;
    count(presses.count + 1);
    if (presses.count === 3) return leave(find("[data-ww-exit]").href);
    heard(`Shift pressed ${presses.count} of 3 times to leave this page`);
    setTimeout(() => {
      if (Date.now() - presses.since >= WITHIN && presses.count) {
        count(0);
        heard("The exit was not used");
      }
    }, WITHIN);
  });

  // A page that the browser brings back must not stay blank.
  const title = document.title;
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    root.classList.remove("ww-leaving");
    document.title = title;
    count(0);
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-ww-exit], [data-ww-pause]");
    if (!link) return;
    event.preventDefault();
    if (link.hasAttribute("data-ww-exit")) leave(link.href);
    else find(".ww-pause").showModal();
  });

  // Memory: one key, in the place that the learner chose; {place, kept: {widget: value}}.
  const STORES = { tab: "sessionStorage", device: "localStorage" };
  const SAID = {
    nothing: "Nothing is kept.",
    tab: "Your place and answers are kept until you close this tab.",
    device: "Your place and answers are kept on this device, until you clear them.",
  };
  let place = "nothing";
  let kept = {};

  function attempt(action) {
    try {
      return action();
    } catch {
      return undefined;
    }
  }

  function remember() {
    if (place === "nothing") return true;
    return attempt(() => (globalThis[STORES[place]].setItem(KEY, JSON.stringify({ place, kept })), true)) ?? false;
  }

  function erase() {
    for (const store of Object.values(STORES)) attempt(() => globalThis[store].removeItem(KEY));
  }

  for (const [name, store] of Object.entries(STORES)) {
    const found = attempt(() => JSON.parse(globalThis[store].getItem(KEY)));
    if (found?.kept && typeof found.kept === "object") {
      place = name;
      kept = found.kept;
    }
  }

  function say(text) {
    find("[data-ww-memory-said]").textContent = text;
  }

  function choose(name) {
    erase();
    place = name;
    if (remember()) return say(SAID[name]);
    place = "nothing";
    find("[data-ww-memory] [value=nothing]").checked = true;
    say("This browser does not let the page keep anything. Nothing is kept.");
  }

  function forget() {
    const items = Object.keys(kept).length;
    erase();
    place = "nothing";
    kept = {};
    find("[data-ww-memory] [value=nothing]").checked = true;
    document.dispatchEvent(new CustomEvent("ww:forgotten"));
    say(items ? `Cleared: your place and answers in ${items} part${items > 1 ? "s" : ""} of the course.` : "There was nothing to clear.");
  }

  globalThis.widerWindow = {
    modules: {},
    memory: {
      read: (id) => kept[id],
      write: (id, value) => {
        kept[id] = value;
        if (!remember()) say("There is no room left in this browser. Your last answer is not kept.");
      },
    },
  };

  document.addEventListener("DOMContentLoaded", () => {
    const form = find("[data-ww-memory]");
    form.hidden = false;
    form.querySelector(`[value=${place}]`).checked = true;
    form.addEventListener("change", (event) => choose(event.target.value));
    form.querySelector("[data-ww-forget]").addEventListener("click", forget);
    say(SAID[place]);
  });
})();
