import { readFileSync } from "node:fs";
import { parse } from "yaml";

export interface ComposeService {
  image?: string;
  build?: string;
  command?: string[];
  environment?: Record<string, string | number>;
  ports?: string[];
  volumes?: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[]; interval: string; timeout: string; retries: number };
}

/** The services of docker-compose.yml, its variables filled in as compose does. */
export function readComposeFile(variables: Record<string, string>): Record<string, ComposeService> {
  const text = readFileSync("docker-compose.yml", "utf8")
    .replaceAll(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_whole, name: string, mark: string | undefined, rest = "") => {
      const value = variables[name];
      if (value) return value;
      if (mark === "?") throw new Error(`${name}: ${rest}`);
      return rest;
    })
    .replaceAll("$$", () => "$");
  const { services } = parse(text, { merge: true }) as { services: Record<string, ComposeService> };
  return services;
}

/** The services, each after those it waits for. */
export function inOrderOfStart(services: Record<string, ComposeService>): [string, ComposeService][] {
  const order = new Map<string, ComposeService>();
  const visit = (name: string) => {
    if (order.has(name)) return;
    const service = services[name];
    if (!service) throw new Error(`docker-compose.yml names no service ${name}`);
    for (const first of Object.keys(service.depends_on ?? {})) visit(first);
    order.set(name, service);
  };
  for (const name of Object.keys(services)) visit(name);
  return [...order];
}
