import type { Log } from "./log.js";

const REFUSED = /^(WRONGPASS|NOAUTH|NOPERM)\b|^ERR The user executing the script can't/;

/** Whether Redis is there, but refuses the login or what it asks. */
export function isRefusedByRedis(error: unknown): boolean {
  return error instanceof Error && REFUSED.test(error.message);
}

/** Logs what Redis refuses, each refusal once; other failures are for whoever is told of them. */
export function createRefusalLog(log: Log): (error: unknown) => void {
  const logged = new Set<string>();
  return (error) => {
    if (!isRefusedByRedis(error)) return;
    const { message } = error as Error;
    if (logged.has(message)) return;
    logged.add(message);
    log.error(
      { err: message },
      /^(WRONGPASS|NOAUTH)/.test(message)
        ? "Redis refuses the login: check the user and password in REDIS_URL"
        : "Redis refuses a command: give the login of REDIS_URL the rights in deploy/redis/users.acl",
    );
  };
}
