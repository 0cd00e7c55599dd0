// Where the memory puts what it keeps, by the places that a learner can choose. A package for a learning platform has others.

/** @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem">} Store */

/** @type {Record<"tab" | "lasting", () => Store>} */
export const STORES = { tab: () => sessionStorage, lasting: () => localStorage };
