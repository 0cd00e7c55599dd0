// Which pages teach what did not fit at the first try.
/** @import { PracticeContent, PracticeWords } from "public" */
/** @import { Round } from "./dealing.js" */
import { make } from "../../frontend/elements.js";

/**
 * @param {PracticeContent} content
 * @param {Round} round
 * @param {PracticeWords} words
 */
export function pagesAgain({ taught, pages }, { dealt, first }, words) {
  const missed = dealt.filter((id) => first[id] === false);
  const links = [...new Set(missed.flatMap((id) => pages[taught[id]]))];
  if (!missed.length) return [make("p", {}, words.nothing_again)];
  if (!links.length) return [];
  return [
    make("h3", {}, words.pages_again),
    make("p", {}, words.pages_again_why),
    make(
      "ul",
      {},
      links.map((html) => make("li", { html })),
    ),
  ];
}
