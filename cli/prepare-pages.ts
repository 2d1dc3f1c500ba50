import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { builtPages, buildPages, canBuildPages } from "../gateway/pages/build-pages.js";
import { StartRefused } from "../platform/start-refused.js";
import { PACKAGE_FOLDER } from "./schema-folder.js";

/**
 * The folder of the pages: in a checkout built first where sources changed, elsewhere as they were built.
 * @throws StartRefused when there are none
 */
export async function preparePages(onProgress?: (doing: string) => void): Promise<string> {
  const output = fileURLToPath(new URL("dist/pages/", PACKAGE_FOLDER));
  if (canBuildPages()) {
    await mkdir(output, { recursive: true });
    return buildPages(output, onProgress);
  }
  const folder = builtPages(output);
  if (folder === undefined)
    throw new StartRefused([`no pages in ${output}: build them in a checkout with \`npm run build\``]);
  return folder;
}
