// What SCORM 2004 calls things, and how long it lets them be.
/** @import { Connect } from "./connection.js" */
/** @import { Version } from "./scorm.js" */
import { connectBy } from "./scorm.js";

/** @type {Version} */
const VERSION = {
  api: "API_1484_11",
  calls: { begin: "Initialize", get: "GetValue", set: "SetValue", commit: "Commit", end: "Terminate" },
  names: {
    status: "cmi.completion_status",
    page: "cmi.location",
    mode: "cmi.mode",
    exit: "cmi.exit",
    time: "cmi.session_time",
  },
  room: 64000,
  time: (seconds) => `PT${Math.floor(seconds / 3600)}H${Math.floor((seconds / 60) % 60)}M${seconds % 60}S`,
};

/** @type {Connect} */
export const connect = (told) => connectBy(VERSION, told);
