import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readRegularFile } from "../../platform/read-regular-file.js";
import type { CanaryShare } from "./canary-share.js";
import { ChoiceRefused, NEWEST, ReleaseChoice, servingOf } from "./release-choice.js";
import { versionOf } from "./version-of.js";

/** What is to serve: a supergraph, and maybe another that is tried out. */
export interface Release {
  readonly supergraph: string;
  /** Whether it serves although a subgraph is lost by it. */
  readonly force: boolean;
  readonly canary?: CanaryShare & { readonly supergraph: string };
}

const ENDING = ".graphql";
const CHOICE = "release.json";
const inOrder = new Intl.Collator("en", { numeric: true });

/** The versions in a folder, `NAME.graphql` each, oldest first: in the order of their names, numbers as numbers. */
export async function readVersions(folder: string): Promise<string[]> {
  const files = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  return files
    .filter((file) => file.endsWith(ENDING) && !file.startsWith("."))
    .map((file) => file.slice(0, -ENDING.length))
    .sort((one, other) => inOrder.compare(one, other));
}

export function readVersion(folder: string, version: string): Promise<string> {
  return readRegularFile(join(folder, version + ENDING));
}

/** @throws ChoiceRefused when it cannot be read */
export async function readChoice(folder: string): Promise<ReleaseChoice> {
  const text = await readRegularFile(join(folder, CHOICE)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return NEWEST;
  const path = join(folder, CHOICE);
  try {
    return ReleaseChoice.parse(JSON.parse(text));
  } catch {
    throw new ChoiceRefused(`${path} cannot be read: write it with \`ama supergraph use VERSION\``);
  }
}

export function writeChoice(folder: string, choice: ReleaseChoice): Promise<void> {
  return put(folder, CHOICE, `${JSON.stringify(choice, null, 2)}\n`);
}

/** @throws ChoiceRefused, Error of the file system */
export async function readRelease(folder: string): Promise<Release> {
  const [versions, choice] = [await readVersions(folder), await readChoice(folder)];
  const supergraph = await readVersion(folder, servingOf(choice, versions));
  if (!choice.canary) return { supergraph, force: choice.force };
  const { version, ...share } = choice.canary;
  if (!versions.includes(version)) throw new ChoiceRefused(`there is no version ${version} to try out`);
  return { supergraph, force: choice.force, canary: { ...share, supergraph: await readVersion(folder, version) } };
}

/** Adds a version, whole or not at all, under a name by which it is the newest: two may come within one second. */
export async function addVersion(folder: string, at: Date, supergraph: string): Promise<string> {
  const version = `${at.toISOString().replaceAll(/[-:.]/g, "")}-${versionOf(supergraph)}`;
  await mkdir(folder, { recursive: true });
  await put(folder, version + ENDING, supergraph);
  return version;
}

/** Removes the oldest versions beyond so many; none that was chosen. */
export async function removeOldVersions(folder: string, most: number): Promise<void> {
  const { serve, before, canary } = await readChoice(folder);
  const old = (await readVersions(folder)).slice(0, -most);
  for (const version of old)
    if (![serve, before, canary?.version].includes(version)) await rm(join(folder, version + ENDING));
}

async function put(folder: string, name: string, text: string): Promise<void> {
  const draft = join(folder, `.${name}.${process.pid}`);
  await writeFile(draft, text);
  await rename(draft, join(folder, name));
}
