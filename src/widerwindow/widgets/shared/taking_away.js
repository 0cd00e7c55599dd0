// How a learner takes away what she made: on paper, or as a file.
import { make } from "../../frontend/elements.js";

/**
 * Prints one part of the page and nothing else.
 * @param {Element} part
 */
export function printOnly(part) {
  /** @type {(() => void)[]} */
  const marked = [];
  /** @param {Element} node @param {string} name */
  const mark = (node, name) => {
    node.classList.add(name);
    marked.push(() => node.classList.remove(name));
  };
  for (let node = part; node.parentElement; node = node.parentElement) {
    mark(node, "ww-print-way");
    for (const other of node.parentElement.children) if (other !== node) mark(other, "ww-print-not");
  }
  const unmarkAll = () => {
    for (const unmark of marked) unmark();
  };
  addEventListener("afterprint", unmarkAll, { once: true });
  print();
}

/**
 * Hands over a file that was made here.
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export function handOver(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = make("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}
