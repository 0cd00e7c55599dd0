// Where the memory puts things in a package: with the player, which has a place for this visit and one on the platform. A page
// that stands in no player, as in a tab of its own, has its tab alone.
/** @import { Store } from "../../site/scripts/stores.js" */
import { attempt } from "../../site/scripts/finding.js";

/** @type {Store} */
const NOWHERE = {
  getItem: () => null,
  setItem() {
    throw new Error("nowhere");
  },
  removeItem() {},
};

/** The player around this page. A frame of another site may not be asked. */
const player = () => attempt(() => (parent === self ? undefined : /** @type {any} */ (parent).wwPlayer));

/** @type {Record<"tab" | "lasting", () => Store>} */
export const STORES = {
  tab: () => player()?.visit ?? sessionStorage,
  lasting: () => player()?.platform ?? NOWHERE,
};
