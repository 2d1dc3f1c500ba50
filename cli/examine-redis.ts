import { createRateLimit } from "../gateway/admission/rate/rate-limit.js";
import { createRedisBus } from "../platform/bus/redis-bus.js";
import { createLog } from "../platform/log.js";
import { connectRedis, pingRedis } from "../platform/redis.js";
import { isRefusedByRedis } from "../platform/redis-refusals.js";
import type { Settings } from "../platform/settings.js";
import { codeOf, type Finding } from "./finding.js";
import { withoutSecrets } from "./without-secrets.js";

const log = createLog("silent");

/** Does what programs do there, and leaves nothing but what they leave. */
export async function examineRedis(settings: Pick<Settings, "REDIS_URL" | "AMA_PARTICIPANT_KEY">): Promise<Finding> {
  const { REDIS_URL: url, AMA_PARTICIPANT_KEY: key } = settings;
  const subject = "Redis";
  if (url === undefined)
    return { well: true, subject, words: "REDIS_URL is not set: what it would hold is kept in the process" };
  const place = withoutSecrets(url);
  try {
    await pingRedis(url);
    await useStream(url);
    const counts = (await useCounter(url, key)) ? "" : "; its login may not count rate limits, which a gateway does";
    return { well: true, subject, words: `answers at ${place}${counts}` };
  } catch (error) {
    return { well: false, subject, words: `${adviceOn(error)} at ${place}` };
  }
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
