import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A source file of ours, by its path from the root of the checkout. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** What it imports: paths from the root for our own files (`.js` read as `.ts`), package names for the rest. */
  readonly imports: readonly string[];
}

const FOLDERS = ["schema", "platform", "subgraphs", "gateway", "agencies", "cli", "test"];

/** Every TypeScript file of ours; what a bench installs for itself is not. */
export function readSources(): SourceFile[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name) && !name.includes("node_modules/"))
      .map((name) => readSource(join(folder, name))),
  );
}

const IMPORTS = /(?:\bfrom\s*|\bimport\s*\(\s*|^import\s+)["']([^"'\n]+)["']/gm;

function readSource(path: string): SourceFile {
  const text = readFileSync(path, "utf8");
  const code = text.replaceAll(/^\s*(\/\/|\*|\/\*).*$/gm, "");
  const imports = [...code.matchAll(IMPORTS)].map(([, name = ""]) =>
    name.startsWith(".") ? join(path, "..", name).replace(/\.js$/, ".ts") : packageOf(name),
  );
  return { path, text, imports };
}

function packageOf(name: string): string {
  return name
    .split("/")
    .slice(0, name.startsWith("@") ? 2 : 1)
    .join("/");
}
