import { readFileSync } from "node:fs";
import { StartRefused } from "../platform/start-refused.js";
import type { Settings } from "../platform/settings.js";

/** Where a subgraph takes queries: our own four on the hosts of the settings, all others where the supergraph says. */
export function urlOf(name: string, url: string, settings: Settings): string {
  const ours: Record<string, string> = {
    referrals: settings.REFERRALS_URL,
    permissions: settings.PERMISSIONS_URL,
    contingents: settings.CONTINGENTS_URL,
    ledger: settings.LEDGER_URL,
  };
  const host = ours[name];
  if (host === undefined) return url;
  return new URL(host).pathname === "/" ? `${host}/graphql` : host;
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
