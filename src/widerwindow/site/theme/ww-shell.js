// What every page carries: memory, exit, pause, content note and reading settings. Loaded before the page is drawn, so that
// the exit works from the first moment and nothing changes its look late. PARTS, from parts.html, stands above it.
const KEY = "widerwindow";
const FORMAT = 1;
const script = document.currentScript;
const root = document.documentElement;
const find = (selector) => document.querySelector(selector);
const into = (selector) => (text) => (find(selector).textContent = text);
const say = into("[data-ww-memory-said]");
const heard = into("[data-ww-exit-said]");

function attempt(action) {
  try {
    return action();
  } catch {
    return undefined;
  }
}

// Memory: one key, in the place that the learner chose.
const STORES = { tab: "sessionStorage", device: "localStorage" };
const SAID = {
  nothing: "Nothing is kept.",
  tab: "Your place, answers and settings are kept until you close this tab.",
  device: "Your place, answers and settings are kept on this device, until you clear them.",
};
const FULL = "There is no room left in this browser. Your last change is not kept.";
const FOREIGN = "This file was not saved here, or by a newer copy of the course. Nothing has changed.";
const SETTINGS = ["size", "spacing", "contrast", "typeface"];
const empty = () => ({ kept: {}, settings: {}, passed: [] });
let place = "nothing";
let mine = empty();

/** What can be used of something stored or opened; undefined where it is not ours. */
function sound(found) {
  if (!found?.kept || typeof found.kept !== "object") return undefined;
  const isPart = ([id, value]) => /^[a-z]+\/[a-z][a-z0-9-]*$/.test(id) && value && typeof value === "object";
  const isSet = ([name, value]) => SETTINGS.includes(name) && /^[a-z]+$/.test(value);
  const only = (part, test) => Object.fromEntries(Object.entries(part ?? {}).filter(test));
  return {
    kept: only(found.kept, isPart),
    settings: only(found.settings, isSet),
    passed: [found.passed].flat().filter((page) => typeof page === "string"),
  };
}

const packed = () => JSON.stringify({ format: FORMAT, ...mine });
const read = (text) => attempt(() => sound(JSON.parse(text)));

function remember() {
  if (place === "nothing") return true;
  return attempt(() => (globalThis[STORES[place]].setItem(KEY, packed()), true)) ?? false;
}

function erase() {
  for (const store of Object.values(STORES)) attempt(() => globalThis[store].removeItem(KEY));
}

for (const [name, store] of Object.entries(STORES)) {
  const found = read(attempt(() => globalThis[store].getItem(KEY)));
  if (found) [place, mine] = [name, found];
}

// Another tab may write the same key.
addEventListener("storage", ({ key, newValue }) => {
  if (place !== "device" || (key !== null && key !== KEY)) return;
  if (newValue) mine = read(newValue) ?? mine;
  else place = "nothing";
  show();
  say(SAID[place]);
});

/** Lets the page look as it was set, and its forms say so. */
function show() {
  for (const name of SETTINGS) {
    if (mine.settings[name]) root.setAttribute(`data-ww-${name}`, mine.settings[name]);
    else root.removeAttribute(`data-ww-${name}`);
  }
  for (const input of document.querySelectorAll(".ww-foot [type=radio]")) {
    input.checked = input.value === (input.name === "place" ? place : (mine.settings[input.name] ?? ""));
  }
}

function choose(name) {
  erase();
  place = name;
  if (remember()) return say(SAID[name]);
  place = "nothing";
  show();
  say("This browser does not let the page keep anything. Nothing is kept.");
}

function inParts({ kept }) {
  const count = Object.keys(kept).length;
  return count && `your place and answers in ${count} part${count > 1 ? "s" : ""} of the course`;
}

function forget() {
  const gone = [
    inParts(mine),
    Object.keys(mine.settings).length && "your reading settings",
    mine.passed.length && "which notes you passed",
  ].filter(Boolean);
  erase();
  place = "nothing";
  mine = empty();
  show();
  document.dispatchEvent(new CustomEvent("ww:forgotten"));
  say(gone.length ? `Cleared: ${gone.join(", ")}.` : "There was nothing to clear.");
}

function save() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([packed()], { type: "application/json" }));
  link.download = `${find("[data-ww-memory]").dataset.name}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  say(`The file ${link.download} is now among your downloads. It holds ${inParts(mine) || "no answers yet"}.`);
}

async function open(input) {
  const file = input.files[0];
  const text = file.size < 1e6 ? await file.text() : "";
  input.value = "";
  const opened = attempt(() => JSON.parse(text).format === FORMAT) && read(text);
  if (!opened) return say(FOREIGN);
  for (const part of ["kept", "settings"]) Object.assign(mine[part], opened[part]);
  mine.passed = [...new Set([...mine.passed, ...opened.passed])];
  show();
  document.dispatchEvent(new CustomEvent("ww:opened"));
  const last = { ...SAID, nothing: "They are gone when you leave this page, unless you choose to keep them." };
  say(remember() ? `Opened: ${inParts(opened) || "no answers"}. ${last[place]}` : FULL);
}

globalThis.widerWindow = {
  modules: {},
  memory: {
    read: (id) => mine.kept[id],
    write(id, value) {
      if (Object.keys(value).length) mine.kept[id] = value;
      else delete mine.kept[id];
      if (!remember()) say(FULL);
    },
  },
};

// Exit: https://design-system.service.gov.uk/components/exit-this-page/ describes the pattern.
const exit = () => find("[data-ww-exit]");

/** Leaves the whole screen, also from a frame in another site. Where that site forbids it, this part of it is left. */
function leave() {
  root.classList.add("ww-leaving");
  document.title = "Loading";
  if (top === self) return location.replace(exit().href);
  try {
    top.location.replace(exit().href);
  } catch {
    location.replace(script.dataset.left);
  }
}

// All three presses have to come within five seconds, as GOV.UK's guidance has it. Its code starts the five seconds anew
// at each press; the shorter way leaves fewer pages by mistake, when Shift is pressed now and then while writing.
const WITHIN = 5000;
const presses = { count: 0, since: 0, alone: false };

function count(number) {
  presses.count = number;
  root.dataset.wwPresses = String(number);
}

addEventListener("keydown", (event) => {
  const held = event.repeat || event.ctrlKey || event.altKey || event.metaKey;
  presses.alone = event.key === "Shift" && !held;
  if (event.key !== "Shift" && presses.count) {
    count(0);
    heard("");
  }
});

addEventListener("keyup", (event) => {
  if (event.key !== "Shift" || !presses.alone || !exit()) return;
  presses.alone = false;
  const now = Date.now();
  if (now - presses.since > WITHIN) count(0);
  if (!presses.count) presses.since = now;
  count(presses.count + 1);
  if (presses.count === 3) return leave();
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

// Content note: the page waits behind it, until she goes on or has followed a link into the page.
const noted = root.dataset.wwNote;
const asking = () => root.classList.contains("ww-asking");
root.classList.toggle("ww-asking", noted !== undefined && !mine.passed.includes(noted));

function goOn() {
  root.classList.remove("ww-asking");
  mine.passed.push(noted);
  remember();
}

function follow() {
  const target = attempt(() => document.getElementById(decodeURIComponent(location.hash.slice(1))));
  if (target?.id === "reading") find("[data-ww-settings]").open = true;
  if (!asking() || !find("article").contains(target)) return;
  goOn();
  target.scrollIntoView();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-ww-exit], [data-ww-pause], [data-ww-continue]");
  if (!link) return;
  if (link.matches("[data-ww-continue]")) {
    if (asking()) goOn();
    return find("article").focus({ preventScroll: true });
  }
  const pause = find(".ww-pause");
  if (link.matches("[data-ww-pause]") && !pause) return;
  event.preventDefault();
  if (link.matches("[data-ww-exit]")) leave();
  else pause.showModal();
});

/** Puts the parts that work only with scripts where the page has room for them. */
function complete() {
  const parts = document.createElement("template");
  parts.innerHTML = PARTS;
  for (const link of parts.content.querySelectorAll("a")) {
    link.setAttribute("href", new URL(link.getAttribute("href"), new URL("..", script.src)));
  }
  const [memory, settings] = parts.content.children;
  find('[data-ww-part="memory"]').replaceWith(memory);
  find('[data-ww-part="settings"]').replaceWith(settings);
  document.body.append(parts.content);
}

show();
addEventListener("hashchange", follow);
document.addEventListener("DOMContentLoaded", () => {
  complete();
  const form = find("[data-ww-memory]");
  const file = find("[data-ww-file]");
  const settings = find("[data-ww-settings]");
  const actions = { forget, save, open: () => file.click(), forgetAndLeave: () => (forget(), leave()) };
  form.addEventListener("change", ({ target }) => (target === file ? open(file) : choose(target.value)));
  form.addEventListener("click", ({ target }) => actions[target.dataset.wwDo]?.());
  settings.addEventListener("change", ({ target }) => {
    mine.settings[target.name] = target.value;
    if (!target.value) delete mine.settings[target.name];
    show();
    if (!remember()) say(FULL);
  });
  show();
  say(SAID[place]);
  follow();
});
