// A session with a platform that speaks cmi5: three statements, and no more. What she lets the platform keep is a state of the
// activity, which is no statement.
/** @import { Connect, Connection, Found, Told } from "./connection.js" */
import { attempt } from "../../site/scripts/finding.js";

const VERBS = "http://adlnet.gov/expapi/verbs/";
const CATEGORIES = "https://w3id.org/xapi/cmi5/context/categories/";
const STATE = "widerwindow";
const ASKED = ["endpoint", "fetch", "actor", "registration", "activityId"];

/** An id as statements have it: random, version 4. */
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** @implements {Connection} */
class Session {
  /** @type {Found} */
  found = { state: "", page: "", completed: false };
  room = 64000;
  back = "";
  onlyLooking = false;
  began = performance.now();
  ended = false;
  /** What waits to be kept, and what was kept last. */
  waiting = { state: "", page: "" };
  kept = "";

  /** @param {Record<string, string>} given @param {string} token @param {Told} told */
  constructor(given, token, told) {
    this.given = given;
    this.told = told;
    this.headers = {
      Authorization: `Basic ${token}`,
      "Content-Type": "application/json",
      "X-Experience-API-Version": "1.0.3",
    };
  }

  /** @param {string} path @param {Record<string, string>} query */
  address(path, query) {
    return `${this.given.endpoint.replace(/\/?$/, "/")}${path}?${new URLSearchParams(query)}`;
  }

  /** @param {string} stateId */
  stateAt(stateId) {
    const { activityId, actor, registration } = this.given;
    return this.address("activities/state", { activityId, agent: actor, registration, stateId });
  }

  /** @param {string} address */
  async read(address) {
    const answer = await fetch(address, { headers: this.headers });
    return answer.ok ? answer.json() : undefined;
  }

  async begin() {
    const launch = await this.read(this.stateAt("LMS.LaunchData"));
    if (!launch) return false;
    await this.read(this.address("agents/profile", { agent: this.given.actor, profileId: "cmi5LearnerPreferences" }));
    this.context = launch.contextTemplate ?? {};
    this.onlyLooking = (launch.launchMode ?? "Normal") !== "Normal";
    this.back = /^https?:/.test(launch.returnURL ?? "") ? launch.returnURL : "";
    const had = await this.read(this.stateAt(STATE));
    if (had) {
      this.found = { state: String(had.state), page: String(had.page), completed: had.completed === true };
      this.waiting = { state: this.found.state, page: this.found.page };
      this.kept = this.whole();
    }
    return this.tell("initialized");
  }

  /**
   * @param {string} verb
   * @param {object} [result]
   * @param {string[]} [more] categories besides cmi5's own
   */
  async tell(verb, result, more = []) {
    const { actor, registration, activityId } = this.given;
    const activities = this.context.contextActivities ?? {};
    const category = [...(activities.category ?? []), ...["cmi5", ...more].map((name) => ({ id: CATEGORIES + name }))];
    const statement = {
      id: uuid(),
      actor: JSON.parse(actor),
      verb: { id: VERBS + verb, display: { en: verb } },
      object: { objectType: "Activity", id: activityId },
      context: { ...this.context, registration, contextActivities: { ...activities, category } },
      timestamp: new Date().toISOString(),
      ...(result && { result }),
    };
    const address = this.address("statements", { statementId: statement.id });
    return this.put(address, JSON.stringify(statement));
  }

  /**
   * Sends, also where the page is just being left; whether it arrived.
   * @param {string} address
   * @param {string} body
   */
  async put(address, body) {
    const request = { method: "PUT", headers: this.headers, body, keepalive: body.length < 60000 };
    const taken = await fetch(address, request).then(
      ({ ok }) => ok,
      () => false,
    );
    this.told(taken);
    return taken;
  }

  /** @param {string} state @param {string} page */
  keep(state, page) {
    this.waiting = { state, page };
    if (!state) this.commit();
    return !this.ended;
  }

  complete() {
    if (this.ended || this.onlyLooking) return;
    this.found.completed = true;
    this.tell("completed", { completion: true, duration: this.duration() }, ["moveon"]);
    this.commit();
  }

  /** All that is to be kept, as text: that she has completed too, so that it is told once. Nothing is "". */
  whole() {
    const { completed } = this.found;
    return this.waiting.state || completed ? JSON.stringify({ ...this.waiting, completed }) : "";
  }

  /** Keeps what waits; where nothing is to be kept any more, what was kept is taken away. */
  commit() {
    const whole = this.whole();
    if (this.ended || this.onlyLooking || whole === this.kept) return;
    const address = this.stateAt(STATE);
    this.kept = whole;
    if (whole) this.put(address, whole).then((arrived) => arrived || this.again(whole));
    else fetch(address, { method: "DELETE", headers: this.headers }).catch(() => this.told(false));
  }

  /** @param {string} lost */
  again(lost) {
    if (this.kept === lost) this.kept = "";
  }

  end() {
    if (this.ended) return;
    this.commit();
    this.ended = true;
    this.tell("terminated", { duration: this.duration() });
  }

  duration() {
    return `PT${Math.round((performance.now() - this.began) / 1000)}S`;
  }
}

/** @type {Connect} */
export async function connect(told) {
  const given = Object.fromEntries(new URLSearchParams(location.search));
  if (!ASKED.every((name) => given[name]) || !attempt(() => JSON.parse(given.actor))) return undefined;
  try {
    const answer = await fetch(given.fetch, { method: "POST" });
    const token = (await answer.json())["auth-token"];
    const session = token && new Session(given, token, told);
    return (await session?.begin()) ? session : undefined;
  } catch {
    return undefined;
  }
}
