// Helpers that Python puts in front of every widget's module, so that no module imports anything.

/** Makes an element. `html` is HTML that Python made from the author's Markdown; all other text goes in as text. */
function make(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name === "html") node.innerHTML = value;
    else if (typeof value === "function") node.addEventListener(name, value);
    else if (value != null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child != null && child !== false));
  return node;
}

/** Fills the {names} in one of the widget's phrases. */
function say(phrase, values) {
  return phrase.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function button(words, click, look = "ww-button") {
  return make("button", { type: "button", class: look, click }, words);
}

let made = 0;

/** A start for ids that no other widget on the page has. */
function freshId(content) {
  made += 1;
  return `ww-live-${content.id}-${made}`;
}

/** Blanks the page and goes. JupyterLab's question whether to stay is taken back before the browser shows it. */
function leaveAtOnce(event) {
  event.preventDefault();
  addEventListener("beforeunload", (question) => { question.returnValue = ""; });
  document.title = "Loading";
  document.body.replaceChildren();
  location.replace(event.currentTarget.href);
}

/** Fills `el` with the sheet that a widget is drawn on. Notebooks carry the exit in the widget; pages have their own. */
function sheet(el, kind, content) {
  const leave = content.exit;
  const bar = make("div", { class: "ww-bar" });
  const link = leave && { class: "ww-leave", href: leave.address, rel: "nofollow noreferrer", click: leaveAtOnce };
  if (leave) bar.append(make("a", link, leave.label));
  const body = make("div", { class: "ww-body" });
  // The attribute keeps JupyterLab's own keys away from our buttons.
  el.replaceChildren(make("div", { class: `ww ww-${kind}`, "data-lm-suppress-shortcuts": true }, bar, body));
  return { root: el.firstChild, bar, body };
}

/** Moves the focus to a heading, and scrolls only where its beginning is out of sight. */
function focusOn(heading, root) {
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  const { top } = heading.getBoundingClientRect();
  if (top < 96 || top > innerHeight * 0.6) root.scrollIntoView({ block: "start", behavior: "instant" });
}

/** Sets what the learner did. `redraw` runs when somebody else sets it: Python, or the page forgetting. */
function remembering(model, trait, redraw) {
  let ours = false;
  const changed = () => ours || redraw();
  model.on(`change:${trait}`, changed);
  return {
    keep(value) {
      ours = true;
      model.set(trait, value);
      model.save_changes();
      ours = false;
    },
    stop: () => model.off(`change:${trait}`, changed),
  };
}

/** Prints one part of the page and nothing else. */
function printOnly(part) {
  const marked = [];
  const mark = (node, name) => {
    node.classList.add(name);
    marked.push(() => node.classList.remove(name));
  };
  for (let node = part; node !== document.documentElement; node = node.parentElement) {
    mark(node, "ww-print-way");
    for (const other of node.parentElement.children) if (other !== node) mark(other, "ww-print-not");
  }
  addEventListener("afterprint", () => marked.forEach((unmark) => unmark()), { once: true });
  print();
}

/** Hands over a file that was made here. */
function handOver(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = make("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}
