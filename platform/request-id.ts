import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { BlockList, isIPv6 } from "node:net";
import { Insz } from "../schema/identifiers.js";

/** Whether a connection comes from a proxy whose word is taken. */
export type IsTrusted = (address: string | undefined) => boolean;

/** @param proxies addresses and networks: `10.0.0.0/8` */
export function createTrust(proxies: readonly string[]): IsTrusted {
  if (proxies.length === 0) return () => false;
  const list = new BlockList();
  for (const proxy of proxies) {
    const [address = "", bits] = proxy.split("/");
    const family = isIPv6(address) ? "ipv6" : "ipv4";
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return (address) => {
    if (address === undefined) return false;
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
    return list.check(plain, isIPv6(plain) ? "ipv6" : "ipv4");
  };
}

/** The id of a request: that of a trusted proxy's `x-request-id`, or one of its own. */
export function createRequestIds(isTrusted: IsTrusted): (request: IncomingMessage) => string {
  return ({ headers, socket }) => {
    const given = headers["x-request-id"];
    if (typeof given !== "string" || !isRequestId(given) || !isTrusted(socket.remoteAddress)) return randomUUID();
    return given;
  };
}

/** A UUID, or 32 hexadecimal digits, in which nobody hid a national number. */
export function isRequestId(text: string): boolean {
  return /^[0-9a-f]{8}(-?)([0-9a-f]{4}\1){3}[0-9a-f]{12}$/i.test(text) && !holdsNumber(text);
}

/** Whether eleven digits in it, with or without hyphens, are a national number. */
export function holdsNumber(text: string): boolean {
  const runs = text.replaceAll("-", "").match(/\d{11,}/g) ?? [];
  return runs.some((run) => [...run].some((_digit, at) => Insz.isValid(run.slice(at, at + 11))));
}
