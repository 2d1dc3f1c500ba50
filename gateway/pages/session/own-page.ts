import { isIP } from "node:net";
import type { IncomingHttpHeaders } from "node:http";

/**
 * Whether the gateway's own page sends the request, or a program, which names no origin. A page of another site whose name
 * was made to lead here names that site as origin and host alike, so the host must be an address or `localhost`.
 */
export function isOwnPage({ origin, host = "" }: IncomingHttpHeaders): boolean {
  if (origin === undefined) return true;
  const { hostname } = URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : { hostname: "" };
  const isAddress = hostname === "localhost" || isIP(hostname.replace(/^\[|\]$/g, "")) !== 0;
  return isAddress && /^https?:\/\/(.+)$/.exec(origin)?.[1] === host;
}
