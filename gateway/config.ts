import { readFileSync } from "node:fs";
import { StartRefused } from "../platform/start-refused.js";
import { readSettings, type Settings } from "../platform/settings.js";

/** Where a subgraph takes queries: our own four, which our supergraph has at their defaults, where the settings say. */
export function urlOf(name: string, url: string, settings: Settings): string {
  const [ours, setting] = [hostOf(name, readSettings({})), hostOf(name, settings)];
  return ours !== undefined && setting !== undefined && url === queriesAt(ours) ? queriesAt(setting) : url;
}

function hostOf(name: string, settings: Settings): string | undefined {
  const { REFERRALS_URL, PERMISSIONS_URL, CONTINGENTS_URL, LEDGER_URL } = settings;
  const hosts: Record<string, string> = {
    referrals: REFERRALS_URL,
    permissions: PERMISSIONS_URL,
    contingents: CONTINGENTS_URL,
    ledger: LEDGER_URL,
  };
  return hosts[name];
}

function queriesAt(host: string): string {
  return new URL(host).pathname === "/" ? `${host.replace(/\/$/, "")}/graphql` : host;
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
