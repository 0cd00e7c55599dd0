/** Lets a second marker use the keys that the first one has. */
import { listen, offerKeys } from "./keys.js";

listen({});
offerKeys();
