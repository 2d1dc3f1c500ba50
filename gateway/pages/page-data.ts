import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { readOperationSources } from "./playground/read-operation-sources.js";
import { drawSchemaMap } from "./schema-map/draw-schema-map.js";
import type { SchemaMap } from "./schema-map/map-types.js";
import { readMapTypes } from "./schema-map/read-map-types.js";

/** What pages are told of the graph when they are built, by name of the module: `ama:operations`. */
export async function pageData(root: string): Promise<Readonly<Record<string, unknown>>> {
  const schema = new URL("schema/", pathToFileURL(root.endsWith("/") ? root : `${root}/`));
  const types = readMapTypes(readFileSync(new URL("supergraph.graphql", schema), "utf8"));
  return {
    operations: readOperationSources(new URL("operations/", schema)),
    api: readFileSync(new URL("api.graphql", schema), "utf8"),
    counts: { types: types.length, fields: types.reduce((sum, { fields }) => sum + fields.length, 0) },
    "schema-map": { types, picture: await drawSchemaMap(types) } satisfies SchemaMap,
  };
}
