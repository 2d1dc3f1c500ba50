import { createRateLimit } from "../gateway/admission/rate/rate-limit.js";
import { createRedisBus } from "../platform/bus/redis-bus.js";
import { createLog } from "../platform/log.js";
import { createClock } from "../platform/clock.js";
import { connectRedis, inspectRedis, pingRedis, type RedisState } from "../platform/redis.js";
import { isRefusedByRedis } from "../platform/redis-refusals.js";
import type { Settings } from "../platform/settings.js";
import { examineClock } from "./examine-clock.js";
import { codeOf, warning, well, wrong, type Finding } from "./finding.js";
import { withoutSecrets } from "./without-secrets.js";

const log = createLog("silent");
const SUBJECT = "Redis";
/** Whose ACL has what deploy/redis/users.acl says. */
const LEAST_VERSION = 7;

/** Does what programs do there, and leaves nothing but what they leave. */
export async function examineRedis(settings: Pick<Settings, "REDIS_URL" | "AMA_PARTICIPANT_KEY">): Promise<Finding[]> {
  const { REDIS_URL: url, AMA_PARTICIPANT_KEY: key } = settings;
  if (url === undefined) return [well(SUBJECT, "REDIS_URL is not set: what it would hold is kept in the process")];
  const place = withoutSecrets(url);
  try {
    await pingRedis(url);
    await useStream(url);
    const counts = (await useCounter(url, key)) ? "" : "; its login may not count rate limits, which a gateway does";
    return [well(SUBJECT, `answers at ${place}${counts}`), ...(await examineItself(url))];
  } catch (error) {
    return [wrong(SUBJECT, "REDIS_UNUSABLE", `${adviceOn(error)} at ${place}`)];
  }
}

/** What is wrong with a single server's version, role and clock. Which of several is asked is not known here. */
async function examineItself(url: string): Promise<Finding[]> {
  const machine = createClock();
  const sentMs = machine().getTime();
  const state = await inspectRedis(url).catch(() => undefined);
  if (!state) return [];
  const findings = judgeRedis(state);
  const read = state.now && { sentMs, receivedMs: machine().getTime(), now: state.now };
  const clock = read ? examineClock(SUBJECT, read, { warnMs: 5_000 }) : undefined;
  return clock ? [...findings, clock] : findings;
}

export function judgeRedis({ version, isReplica }: RedisState): Finding[] {
  const [major = 0] = version.split(".").map(Number);
  const findings: Finding[] = [];
  if (major < LEAST_VERSION)
    findings.push(wrong(SUBJECT, "REDIS_TOO_OLD", `is version ${version}: upgrade it to ${LEAST_VERSION} or later`));
  if (isReplica)
    findings.push(
      warning(SUBJECT, "REDIS_IS_REPLICA", "is a replica, which takes no changes: have REDIS_URL name its primary"),
    );
  return findings;
}

function adviceOn(error: unknown): string {
  const { cause = error } = error as Error;
  if (!isRefusedByRedis(cause)) return `${codeOf(cause)}: start it, or correct REDIS_URL,`;
  return /^(WRONGPASS|NOAUTH)/.test((cause as Error).message)
    ? "refuses the login: check the user and password in REDIS_URL,"
    : "refuses the stream of events: give the login of REDIS_URL the rights in deploy/redis/users.acl,";
}

/** @throws Fault whose cause is what Redis says */
async function useStream(url: string): Promise<void> {
  const bus = createRedisBus({ url, window: { ageMs: 1_000, events: 1 }, log });
  try {
    // From where no source ever is, so that nothing is appended.
    await bus.append({ source: "doctor", from: "nowhere", to: "nowhere", events: [] });
  } finally {
    await bus.stop();
  }
}

/** @returns whether the login may count */
async function useCounter(url: string, key: Buffer): Promise<boolean> {
  const redis = connectRedis(url, log);
  let refused = false;
  const onFailure = (error: unknown) => void (refused ||= isRefusedByRedis(error));
  try {
    await new Promise<void>((resolve, reject) => redis.once("ready", resolve).once("error", reject));
    const limits = { subjectPoints: 1, organisationPoints: 1, windowSeconds: 1, key };
    await createRateLimit({ ...limits, redis, onFailure }).count({ subject: "doctor" }, 1);
    return !refused;
  } finally {
    redis.destroy();
  }
}
