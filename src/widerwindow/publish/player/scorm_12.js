// What SCORM 1.2 calls things, and how long it lets them be.
/** @import { Connect } from "./connection.js" */
/** @import { Version } from "./scorm.js" */
import { connectBy } from "./scorm.js";

const two = (/** @type {number} */ number) => String(number).padStart(2, "0");

/** @type {Version} */
const VERSION = {
  api: "API",
  calls: {
    begin: "LMSInitialize",
    get: "LMSGetValue",
    set: "LMSSetValue",
    commit: "LMSCommit",
    end: "LMSFinish",
  },
  names: {
    status: "cmi.core.lesson_status",
    page: "cmi.core.lesson_location",
    mode: "cmi.core.lesson_mode",
    exit: "cmi.core.exit",
    time: "cmi.core.session_time",
  },
  room: 4096,
  time: (seconds) => [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(Math.floor).map(two).join(":"),
};

/** @type {Connect} */
export const connect = (told) => connectBy(VERSION, told);
