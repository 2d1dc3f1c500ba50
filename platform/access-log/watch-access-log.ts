import type { Metrics } from "../metrics.js";
import type { AccessLog } from "./access-log.js";
import { closedAccessLog } from "./closed-access-log.js";

type LogMetrics = Pick<Metrics, "accessLogSeconds" | "accessLogFailures" | "watchAccessLog">;

/** The same access log, whose writing is timed and whose failures are counted; a closed one is left as it is. */
export function watchAccessLog(accessLog: AccessLog, metrics: LogMetrics): AccessLog {
  if (accessLog === closedAccessLog) return accessLog;
  // In the order in which they came: the first is the oldest.
  const waiting = new Set<{ readonly began: number }>();
  metrics.watchAccessLog(() => {
    const [oldest] = waiting;
    return oldest ? (performance.now() - oldest.began) / 1_000 : 0;
  });
  return {
    list: (...asked) => accessLog.list(...asked),
    count: (...asked) => accessLog.count(...asked),
    probe: () => accessLog.probe(),
    stop: () => accessLog.stop(),
    async append(looks) {
      if (looks.length === 0) return accessLog.append(looks);
      const one = { began: performance.now() };
      waiting.add(one);
      try {
        await accessLog.append(looks);
      } catch (error) {
        metrics.accessLogFailures.inc();
        throw error;
      } finally {
        waiting.delete(one);
        metrics.accessLogSeconds.observe((performance.now() - one.began) / 1_000);
      }
    },
  };
}
