/** What an address of PostgreSQL says: one address for each host that it names, and whether one that only reads will do. */
export interface PostgresHosts {
  readonly urls: readonly string[];
  readonly readWrite: boolean;
}

const FORM = /^(postgres(?:ql)?:\/\/(?:[^@/?#]*@)?)([^@/?#]+)(\/[^@?#]*)?(?:\?([^@#]*))?$/;
const TARGET = "target_session_attrs";

/**
 * Reads `postgres://USER:PASSWORD@HOST:PORT,HOST:PORT/NAME?target_session_attrs=read-write`, as libpq does: several hosts are a
 * primary and its replicas, and who writes looks for the primary.
 */
export function readPostgresHosts(url: string): PostgresHosts {
  const [, before = "", hosts = "", path = "", query = ""] = FORM.exec(url) ?? [];
  if (hosts === "") return { urls: [url], readWrite: false };
  const given = new URLSearchParams(query);
  const target = given.get(TARGET);
  given.delete(TARGET);
  const after = path + (given.size > 0 ? `?${given.toString()}` : "");
  const urls = hosts.split(",").map((host) => before + host + after);
  return { urls, readWrite: target === null ? urls.length > 1 : target === "read-write" };
}

/** What is wrong with a text as such an address, without repeating it, beyond what is wrong with one of its hosts. */
export function findHostsFault(url: string): string | undefined {
  const target = new URLSearchParams(FORM.exec(url)?.[4] ?? "").get(TARGET);
  return target === null || target === "any" || target === "read-write"
    ? undefined
    : `takes ${TARGET}=read-write or ${TARGET}=any`;
}
