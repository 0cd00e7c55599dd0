import type { PublicPart, PublicQuestion } from "public";
import type { Child } from "../../frontend/elements.js";

/** What a learner may say to a question; which of these, depends on its kind. */
export type Answer = string | string[] | Record<string, string> | number;

/** Where a question is put, and among how many. */
export interface Place<Given = any, Words = any> {
  id: string;
  number: number;
  count: number;
  words: Words;
  answer: Given | null;
  /** To be called with each new answer. */
  answered(answer: Given | null): void;
}

/** What a kind needs besides to show its fields: for each part, the place under it for something to say. */
export interface Context<Given = any, Words = any> extends Place<Given, Words> {
  spots: Record<string, HTMLElement>;
}

/** What the module of each kind of question exports. */
export interface Kind {
  /** The answer with everything taken out that the question does not know; null where nothing is left. */
  known(question: PublicQuestion, answer: unknown): Answer | null;
  /** What is shown to answer it. */
  fields(question: PublicQuestion, context: Context): Child;
  /** The parts that something can be said to. */
  parts(question: PublicQuestion): PublicPart[];
  /** Whether an answer leaves some of them open. */
  inPart(question: PublicQuestion, answer: any): boolean;
  /** Whether an answer stands in its cell as text, and not as a value of Python. */
  isText?: boolean;
}

/** What it exports besides where a machine can mark it: what a self-check says of an answer. */
export interface MarkedKind extends Kind {
  judge(question: PublicQuestion, answer: any): Verdict;
  /** What else would fit a part that was answered rightly: the texts of these, as HTML. */
  alsoFits(question: PublicQuestion, part: string, answer: any): string[];
  /** All that could have been answered. */
  explained(question: PublicQuestion, words: any): Explained;
}

export interface Verdict {
  /** For each part that was answered, whether it fits. */
  fits: Record<string, boolean>;
  /** The word for the answer as a whole. */
  summary: "one_fits" | "one_not" | "all_fit" | "some_missing" | "some_open" | "some_not" | "unread";
}

export interface Explained {
  /** Whether the parts stand in their right order. */
  ordered: boolean;
  /** Each part with its verdict as HTML, where it needs one. */
  parts: { part: PublicPart; verdict: string | null }[];
}
