import { isIP } from "node:net";
import type { FastifyRequest } from "fastify";

type Sent = Pick<FastifyRequest, "headers" | "host">;

/** Whether the gateway's own page sends the request, by what the browser says of it; or a program, which says nothing. */
export function isOwnPage({ headers, host }: Sent): boolean {
  const { origin, "sec-fetch-site": site } = headers;
  if (site !== undefined) return site === "same-origin";
  return origin === undefined || /^https?:\/\/(.+)$/.exec(origin)?.[1] === host;
}

/**
 * Whether the request is for an address or `localhost`. A page of another site whose name was made to lead here names
 * that site as origin and host alike.
 */
export function isForAddress({ host }: Pick<Sent, "host">): boolean {
  if (!URL.canParse(`http://${host}`)) return false;
  const { hostname } = new URL(`http://${host}`);
  return hostname === "localhost" || isIP(hostname.replace(/^\[|\]$/g, "")) !== 0;
}
