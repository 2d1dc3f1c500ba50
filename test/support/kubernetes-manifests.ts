import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse, parseAllDocuments } from "yaml";
import { findProgram } from "./install-programs.mjs";

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what is in it, a schema says, and no type
export type Yaml = any;

export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; labels?: Record<string, string> };
  spec?: Yaml;
  [field: string]: Yaml;
}

interface Kustomization {
  resources?: string[];
  configMapGenerator?: { name: string; literals: string[] }[];
}

/** A schema as ajv compiles it. */
interface Validate {
  (value: unknown): boolean;
  errors?: { instancePath: string; keyword: string; params: object }[] | null;
}

/** What a folder of kustomize is made of: the manifests it names, and the ConfigMaps that it makes. */
export function readKustomization(folder: string): Manifest[] {
  const { resources = [], configMapGenerator = [] } = parse(
    readFileSync(join(folder, "kustomization.yaml"), "utf8"),
  ) as Kustomization;
  const made = configMapGenerator.map(({ name, literals }) => ({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name },
    data: Object.fromEntries(literals.map((one) => [one.split("=", 1)[0]!, one.slice(one.indexOf("=") + 1)])),
  }));
  const read = resources.flatMap((path) => {
    const place = join(folder, path);
    return path.endsWith(".yaml") ? readManifests(readFileSync(place, "utf8")) : readKustomization(place);
  });
  return [...read, ...made];
}

/** The same as kustomize itself has it; undefined where this machine has no kubectl. */
export function buildKustomization(folder: string): Manifest[] | undefined {
  const kubectl = findProgram("kubectl");
  if (!kubectl) return undefined;
  const { status, stdout, stderr } = spawnSync(kubectl, ["kustomize", folder], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return readManifests(stdout);
}

function readManifests(text: string): Manifest[] {
  return parseAllDocuments(text).map((document) => document.toJS() as Manifest);
}

/** What is wrong with a manifest by the schema of its kind; a field that the schema does not know is wrong too. */
export async function faultsOf(manifest: Manifest): Promise<string[]> {
  const { validate } = (await import(schemaOf(manifest))) as { validate: Validate };
  const seen = new Set<string>();
  validate(watchReads(manifest, "", seen));
  const faults = (validate.errors ?? []).map(
    ({ instancePath, keyword, params }) => `${instancePath}: ${keyword} ${JSON.stringify(params)}`,
  );
  // The schemas of the package forbid no field; what knows a field reads it.
  for (const path of pathsOf(manifest)) if (!seen.has(path)) faults.push(`${path}: no such field`);
  return faults;
}

/** `apps/v1` Deployment: …/IoK8sApiAppsV1Deployment.js. By its file, for the package shows a class instead, which copies what it checks. */
function schemaOf({ apiVersion, kind }: Manifest): string {
  const words = apiVersion.includes("/") ? apiVersion.split("/") : ["core", apiVersion];
  const name = words.map((word) => capital(word.split(".")[0]!)).join("");
  return resolve("node_modules", "kubernetes-models", "_schemas", `IoK8sApi${name}${kind}.js`);
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function watchReads<T extends object>(value: T, path: string, seen: Set<string>): T {
  return new Proxy(value, {
    get(target, key) {
      const read: unknown = Reflect.get(target, key);
      if (typeof key !== "string") return read;
      seen.add(`${path}/${key}`);
      return typeof read === "object" && read !== null ? watchReads(read, `${path}/${key}`, seen) : read;
    },
  });
}

/** Every field, `/spec/template/spec/containers/0/image`. */
function pathsOf(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [`${path}/${key}`, ...pathsOf(inner, `${path}/${key}`)]);
}
