// What is dealt of the questions that a page carries, and what is kept of a round.
/** @import { PracticeContent, RevealedQuestion } from "public" */
/** @import { Answer } from "../../content/questions/types.js" */

/**
 * A round: the ids of its questions, her answers, whether each fitted at the first try, and whether she saw its end.
 * @typedef {{ dealt: string[], answers: Record<string, Answer>, first: Record<string, boolean>, done?: boolean }} Round
 */

const COUNT = 6;
const EARLIER = 2; // of them

/**
 * Deals a round: some questions of earlier modules among those of this one, their outcomes in turn. What fitted at the first
 * try in the round `before` comes last.
 * @param {PracticeContent} content
 * @param {Round | null} before
 * @param {() => number} [chance]
 * @returns {Round}
 */
export function deal(content, before, chance = Math.random) {
  const waits = (/** @type {RevealedQuestion} */ { id }) => Number(before?.first[id] === true);
  const all = mixed(content.questions, chance).sort((one, other) => waits(one) - waits(other));
  const earlier = all.filter(({ id }) => id in content.earlier).slice(0, EARLIER);
  const own = all.filter(({ id }) => !(id in content.earlier));
  const taken = inTurn(own, COUNT - earlier.length, (question) => [waits(question), content.taught[question.id]]);
  return { dealt: mixed([...taken, ...earlier], chance).map(({ id }) => id), answers: {}, first: {} };
}

/**
 * Takes some of the questions, and again and again one of the kind that was taken least so far.
 * @param {RevealedQuestion[]} questions
 * @param {number} count
 * @param {(question: RevealedQuestion) => [number, number]} kindOf how late it is to come, and its outcome
 */
function inTurn(questions, count, kindOf) {
  const left = [...questions];
  /** @type {Record<number, number>} */
  const taken = {};
  const found = [];
  while (left.length && found.length < count) {
    left.sort((one, other) => {
      const [[late, outcome], [later, another]] = [kindOf(one), kindOf(other)];
      return late - later || (taken[outcome] ?? 0) - (taken[another] ?? 0);
    });
    const [next] = left.splice(0, 1);
    const [, outcome] = kindOf(next);
    taken[outcome] = (taken[outcome] ?? 0) + 1;
    found.push(next);
  }
  return found;
}

/**
 * @template Item
 * @param {Item[]} items
 * @param {() => number} chance
 */
function mixed(items, chance) {
  return items
    .map((item) => ({ item, place: chance() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}

/**
 * What can be used of a round that was kept; null where nothing can.
 * @param {PracticeContent} content
 * @param {any} kept
 * @returns {Round | null}
 */
export function known({ questions }, kept) {
  const ids = questions.map(({ id }) => id);
  const dealt = [kept?.dealt].flat().filter((id, at, all) => ids.includes(id) && all.indexOf(id) === at);
  const first = dealt.filter((id) => typeof kept.first?.[id] === "boolean").map((id) => [id, kept.first[id]]);
  const round = { dealt, answers: { ...kept?.answers }, first: Object.fromEntries(first) };
  return dealt.length ? { ...round, ...(kept.done === true && { done: true }) } : null;
}
