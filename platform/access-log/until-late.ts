import { unlessAborted } from "../unless-aborted.js";
import { Fault } from "../../schema/faults.js";
import type { AccessLog } from "./access-log.js";

/** So long after its asker's time is up a look that is being written may still take: then it is told with what else came. */
const GRACE_MS = 100;

/** The access log for one asker, whom it keeps no longer than the signal says, whatever its database does. */
export function untilLate(accessLog: AccessLog, signal: AbortSignal): AccessLog {
  const inTime = async <T>(work: Promise<T>): Promise<T> => {
    const late = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const onAbort = () => (timer = setTimeout(() => late.abort(), GRACE_MS));
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort, { once: true });
    try {
      return await unlessAborted(work, late.signal, () => new Fault("ACCESS_LOG_UNAVAILABLE"));
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
    }
  };
  return {
    append: (looks) => inTime(accessLog.append(looks)),
    list: (participant, page) => inTime(accessLog.list(participant, page)),
    count: (participant) => inTime(accessLog.count(participant)),
    probe: () => inTime(accessLog.probe()),
    stop: () => accessLog.stop(),
  };
}
