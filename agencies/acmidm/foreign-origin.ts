import type { IncomingMessage } from "node:http";

/**
 * Whether a page of a foreign origin sends the request. A browser names the origin of the page with whatever a page sends
 * by another method than GET; programs send none.
 */
export function isForeign({ method, headers }: IncomingMessage, own: ReadonlySet<string>): boolean {
  if (method === "GET" || method === "HEAD") return false;
  const { origin } = headers;
  if (origin !== undefined) return !own.has(origin);
  return headers["sec-fetch-site"] === "cross-site";
}

/** The origins whose pages may send something: the issuer itself, and those of its applications. */
export function ownOrigins(issuer: string, redirectUris: readonly string[]): ReadonlySet<string> {
  return new Set([issuer, ...redirectUris].map((address) => new URL(address).origin));
}
