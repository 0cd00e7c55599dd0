/** Gives a second marker the keys of what is on her page. */
import { listen, offerKeys, open } from "./keys.js";

listen({ w: () => open("worried") });
offerKeys();
