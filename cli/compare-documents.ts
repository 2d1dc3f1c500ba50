import { CriticalityLevel, diff } from "@graphql-inspector/core";
import { buildSchema } from "graphql";
import { readSchemaDocument } from "./schema-folder.js";

export interface Comparison {
  /** The documents that are not as kept, with the lines that go (-) and come (+). */
  differences: readonly { name: string; lines: readonly string[] }[];
  /** What in the API would break clients that keep to what is kept. */
  breaking: readonly string[];
}

/** Compares the contract as the classes say it with the contract as it is kept. */
export async function compareDocuments(made: ReadonlyMap<string, string>): Promise<Comparison> {
  const differences = [...made].flatMap(([name, text]) => {
    const lines = changedLines(readSchemaDocument(name), text);
    return lines.length > 0 ? [{ name, lines }] : [];
  });
  const [kept, now] = [readSchemaDocument("api.graphql"), made.get("api.graphql") ?? ""];
  const changes = kept && kept !== now ? await diff(buildSchema(kept), buildSchema(now)) : [];
  const breaking = changes.filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking);
  return { differences, breaking: breaking.map(({ message }) => message) };
}

/** The lines that only one of two texts has, in order, by the longest common subsequence of what lies between their ends. */
export function changedLines(before: string, after: string): string[] {
  const old = before === "" ? [] : before.split("\n");
  const now = after === "" ? [] : after.split("\n");
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const [gone, come] = [old.slice(start, old.length - end), now.slice(start, now.length - end)];
  const common = commonLengths(gone, come);
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < gone.length || j < come.length) {
    if (i < gone.length && j < come.length && gone[i] === come[j]) [i, j] = [i + 1, j + 1];
    else if (j < come.length && (i === gone.length || common(i, j + 1) > common(i + 1, j)))
      lines.push(`+ ${come[j++]}`);
    else lines.push(`- ${gone[i++]}`);
  }
  return lines;
}

/** Length of the longest common subsequence of what follows position i of one list and position j of the other. */
function commonLengths(a: readonly string[], b: readonly string[]): (i: number, j: number) => number {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] =
        a[i] === b[j]
          ? lengths[(i + 1) * width + j + 1]! + 1
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
  return (i, j) => lengths[i * width + j] ?? 0;
}
