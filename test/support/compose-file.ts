import { readFileSync } from "node:fs";
import { parse } from "yaml";

export interface ComposeService {
  image?: string;
  build?: string;
  user?: string;
  privileged?: boolean;
  cap_drop?: string[];
  command?: string[];
  environment?: Record<string, string | number>;
  ports?: string[];
  volumes?: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[]; interval: string; timeout: string; retries: number };
}

export type ComposeServices = Record<string, ComposeService>;

/** The house as it runs for development, and as production is rehearsed with it. */
export const DEVELOPMENT = ["docker-compose.yml"];
export const REHEARSAL = [...DEVELOPMENT, "deploy/rehearsal/production.yml"];

/** The services of these files, their variables filled in, and each file's added to those before as compose does. */
export function readComposeFiles(files: readonly string[], variables: Record<string, string>): ComposeServices {
  const all: ComposeServices = {};
  for (const file of files)
    for (const [name, service] of Object.entries(readComposeFile(file, variables)))
      all[name] = merge(all[name] ?? {}, service);
  return all;
}

function merge(first: ComposeService, second: ComposeService): ComposeService {
  const merged = { ...first, ...second };
  for (const map of ["environment", "depends_on"] as const)
    if (first[map] && second[map]) Object.assign(merged, { [map]: { ...first[map], ...second[map] } });
  for (const list of ["volumes", "ports"] as const)
    if (first[list] && second[list]) merged[list] = [...first[list], ...second[list]];
  return merged;
}

function readComposeFile(file: string, variables: Record<string, string>): ComposeServices {
  // As Docker Compose does: a text stays one, also where nothing is filled in.
  const fill = (value: unknown): unknown => {
    if (typeof value === "string") return interpolate(value, variables);
    if (Array.isArray(value)) return value.map(fill);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, fill(one)]));
  };
  const { services } = fill(parse(readFileSync(file, "utf8"), { merge: true })) as { services: ComposeServices };
  return services;
}

function interpolate(text: string, variables: Record<string, string>): string {
  return text
    .replaceAll(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_whole, name: string, mark: string | undefined, rest = "") => {
      const value = variables[name];
      if (value) return value;
      if (mark === "?") throw new Error(`${name}: ${rest}`);
      return rest;
    })
    .replaceAll("$$", () => "$");
}

/** The services, each after those it waits for. */
export function inOrderOfStart(services: ComposeServices): [string, ComposeService][] {
  const order = new Map<string, ComposeService>();
  const visit = (name: string) => {
    if (order.has(name)) return;
    const service = services[name];
    if (!service) throw new Error(`no compose file names a service ${name}`);
    for (const first of Object.keys(service.depends_on ?? {})) visit(first);
    order.set(name, service);
  };
  for (const name of Object.keys(services)) visit(name);
  return [...order];
}
