import { Fault } from "../../schema/faults.js";
import type { AccessLog } from "./access-log.js";

const refuse = () => Promise.reject(new Fault("ACCESS_LOG_UNAVAILABLE"));

/** A log that keeps nothing, so that nobody is told anything of a person: for who asks but a sign of life. */
export const closedAccessLog: AccessLog = {
  append: (looks) => (looks.length === 0 ? Promise.resolve() : refuse()),
  list: refuse,
  count: refuse,
  probe: refuse,
  stop: () => Promise.resolve(),
};
