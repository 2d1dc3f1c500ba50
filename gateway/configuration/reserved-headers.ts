import { DEADLINE_HEADER, MANDATE_HEADER } from "../../schema/mandate.js";

/** Which way a header goes: with a request to a subgraph, or with its reply to the client. */
export type Direction = "request" | "response";

const ONE_CONNECTION = "it belongs to one connection, and this is another";
const WRITTEN = "the gateway writes it for each request that it sends";
const TRUSTED = "subgraphs trust it as the gateway's own word";
const WRITTEN_BACK = "the gateway writes it for each answer that it sends";
const NOT_KEPT = "an answer is made of several replies, and nothing on the way may keep it";
const PROTECTS = "the gateway protects its clients with it";

const BOTH: Readonly<Record<string, string>> = {
  connection: ONE_CONNECTION,
  "http2-settings": ONE_CONNECTION,
  "keep-alive": ONE_CONNECTION,
  "proxy-authenticate": ONE_CONNECTION,
  "proxy-authorization": ONE_CONNECTION,
  "proxy-connection": ONE_CONNECTION,
  te: ONE_CONNECTION,
  trailer: ONE_CONNECTION,
  "transfer-encoding": ONE_CONNECTION,
  upgrade: ONE_CONNECTION,
};

const RESERVED: Readonly<Record<Direction, Readonly<Record<string, string>>>> = {
  request: {
    ...BOTH,
    accept: WRITTEN,
    "accept-encoding": WRITTEN,
    "content-encoding": WRITTEN,
    "content-length": WRITTEN,
    "content-type": WRITTEN,
    expect: WRITTEN,
    host: WRITTEN,
    [DEADLINE_HEADER]: TRUSTED,
    [MANDATE_HEADER]: TRUSTED,
    "x-request-id": TRUSTED,
  },
  response: {
    ...BOTH,
    allow: WRITTEN_BACK,
    "content-encoding": WRITTEN_BACK,
    "content-length": WRITTEN_BACK,
    "content-type": WRITTEN_BACK,
    date: WRITTEN_BACK,
    "retry-after": WRITTEN_BACK,
    vary: WRITTEN_BACK,
    "www-authenticate": WRITTEN_BACK,
    "x-request-id": WRITTEN_BACK,
    age: NOT_KEPT,
    "cache-control": NOT_KEPT,
    etag: NOT_KEPT,
    expires: NOT_KEPT,
    "last-modified": NOT_KEPT,
    pragma: NOT_KEPT,
    "content-security-policy": PROTECTS,
    "permissions-policy": PROTECTS,
    "referrer-policy": PROTECTS,
    "strict-transport-security": PROTECTS,
    "x-content-type-options": PROTECTS,
    "x-frame-options": PROTECTS,
  },
};

/** Beginnings of names, of replies alone. */
const RESERVED_BEGINNINGS: Readonly<Record<string, string>> = {
  "access-control-": PROTECTS,
  "cross-origin-": PROTECTS,
  ratelimit: WRITTEN_BACK,
};

/** Reserved where a mandate says who asks. */
const UNDER_MANDATE: Readonly<Record<Direction, Readonly<Record<string, string>>>> = {
  request: {
    authorization: "the mandate says who asks, and a subgraph with the token of a client could ask in its name",
    cookie: "it holds the login of the gateway's pages",
  },
  response: { "set-cookie": "a cookie of the gateway's host holds the login of its pages" },
};

/**
 * Why no rule may carry, set or remove a header; undefined where one may.
 * @param name in lower case
 * @param open whether the gateway runs without mandates
 */
export function whyReserved(name: string, direction: Direction, open: boolean): string | undefined {
  const reserved = own(RESERVED[direction], name) ?? (open ? undefined : own(UNDER_MANDATE[direction], name));
  if (reserved !== undefined || direction === "request") return reserved;
  return Object.entries(RESERVED_BEGINNINGS).find(([beginning]) => name.startsWith(beginning))?.[1];
}

function own(reasons: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(reasons, name) ? reasons[name] : undefined;
}
