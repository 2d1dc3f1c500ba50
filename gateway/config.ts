import { readFileSync } from "node:fs";
import { addressesOf } from "../platform/addresses-of.js";
import { StartRefused } from "../platform/start-refused.js";
import { readSettings, type Settings } from "../platform/settings.js";

/** As our own supergraph has them, wherever it is made: those of an empty environment. */
const DEFAULTS = readSettings({});

/** Where a subgraph takes queries, with commas between its replicas: our own four, which our supergraph has at their defaults, where the settings say. */
export function urlOf(name: string, url: string, settings: Settings): string {
  return url === ownUrl(name) ? (ownUrl(name, settings) ?? url) : url;
}

/** Where one of our own four takes queries; undefined for any other. */
export function ownUrl(name: string, settings = DEFAULTS): string | undefined {
  const { REFERRALS_URL, PERMISSIONS_URL, CONTINGENTS_URL, LEDGER_URL } = settings;
  const hosts: Record<string, string> = {
    referrals: REFERRALS_URL,
    permissions: PERMISSIONS_URL,
    contingents: CONTINGENTS_URL,
    ledger: LEDGER_URL,
  };
  return hosts[name] && addressesOf(hosts[name]).map(withPath).join();
}

function withPath(address: string): string {
  return new URL(address).pathname === "/" ? `${address.replace(/\/$/, "")}/graphql` : address;
}

/** @throws StartRefused */
export function readSupergraph(file: string | URL): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new StartRefused([
      `the supergraph ${String(file)} cannot be read: make it with \`ama schema\`, or name another with --supergraph`,
    ]);
  }
}

/** The subgraphs of a supergraph, as its own enum of them names them. */
export function subgraphsOf(sdl: string): { name: string; url: string }[] {
  return [...sdl.matchAll(/@join__graph\(\s*name:\s*"([^"]*)"(?:\s*,?\s*url:\s*"([^"]*)")?/g)].map(
    ([, name = "", url = ""]) => ({ name, url }),
  );
}

/** Whether a supergraph is of our own graph, wherever it came from: the gateway is a part of it. */
export function isOurs(sdl: string): boolean {
  return subgraphsOf(sdl).some(({ url }) => url.startsWith("ama:"));
}

/** The subgraphs that are asked over HTTP: the gateway's own has an address that nobody else reaches. */
export function askedSubgraphs(sdl: string): { name: string; url: string }[] {
  return subgraphsOf(sdl).filter(({ url }) => !url.startsWith("ama:"));
}
