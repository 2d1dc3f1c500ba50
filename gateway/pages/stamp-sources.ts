import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What the pages are made of: their own sources, what they tell of the graph, and which packages they hold. */
const MADE_OF = ["gateway/pages", "schema"];
const LOCK = "package-lock.json";

/** Sixteen digits that are others when anything is that the pages are made of. */
export function stampOf(root: string): string {
  const hash = createHash("sha256");
  const add = (path: string) =>
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update("\0");
  for (const folder of MADE_OF)
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).sort(byPath))
      if (entry.isFile()) add(join(entry.parentPath, entry.name).slice(root.length));
  add(LOCK);
  return hash.digest("hex").slice(0, 16);
}

function byPath(a: { parentPath: string; name: string }, b: { parentPath: string; name: string }): number {
  const [one, other] = [join(a.parentPath, a.name), join(b.parentPath, b.name)];
  return one < other ? -1 : 1;
}
