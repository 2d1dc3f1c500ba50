import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { readOperationSources } from "./playground/read-operation-sources.js";

/** What pages are told of the graph when they are built, by name of the module: `ama:operations`. */
export function pageData(root: string): Promise<Readonly<Record<string, unknown>>> {
  const schema = new URL("schema/", pathToFileURL(root.endsWith("/") ? root : `${root}/`));
  return Promise.resolve({
    operations: readOperationSources(new URL("operations/", schema)),
    api: readFileSync(new URL("api.graphql", schema), "utf8"),
  });
}
