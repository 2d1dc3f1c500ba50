import { resolve } from "node:path";
import { builtPages } from "../../gateway/pages/build-pages.js";
import { startAma } from "./program.js";

/** The folder of the pages, built first where their sources changed; in a process of its own, as `ama pages` does. */
export async function buildPagesForTest(): Promise<string> {
  const program = startAma(["pages"]);
  const code = await program.ended;
  const folder = builtPages(resolve("dist/pages"));
  if (code !== 0 || folder === undefined) throw new Error(`the pages could not be built:\n${program.words()}`);
  return folder;
}
