import { buildSchema as buildGraphqlSchema } from "graphql";
import { ownUrl } from "../gateway/config.js";
import { buildLiveSchema, LIVE } from "../gateway/live/live-subgraph.js";
import { compose, CompositionFailed, type SchemaDocuments } from "../schema/compose.js";
import { findUnenforceable } from "../schema/enforceable.js";
import { readOperations } from "../schema/operations.js";
import { buildSchema } from "../subgraphs/kernel/build-schema.js";
import { OPERATIONS_FOLDER } from "./schema-folder.js";
import { loadSubgraph } from "./subgraphs.js";
import { writeTypedDocuments } from "./typed-documents/write-typed-documents.js";

/** The contract, made from the classes of the four subgraphs and of the gateway's own. No agency is asked. */
export async function makeSchemaDocuments(): Promise<SchemaDocuments> {
  const subgraphs = [];
  for (const load of Object.values(loadSubgraph)) {
    const subgraph = await load();
    // The contract does not depend on where it is made.
    subgraphs.push({ name: subgraph.name, url: ownUrl(subgraph.name)!, sdl: buildSchema(subgraph).sdl });
  }
  const all = [...subgraphs, { ...LIVE, sdl: buildLiveSchema().sdl }];
  const faults = findUnenforceable(all, LIVE.name);
  if (faults.length > 0) throw new CompositionFailed(faults);
  return compose(all);
}

/** What is kept in schema/ and made: the contract, and the trusted documents as TypeScript has them. By file name. */
export async function makeSchemaFiles(): Promise<ReadonlyMap<string, string>> {
  const documents = await makeSchemaDocuments();
  const api = buildGraphqlSchema(documents.get("api.graphql")!);
  return new Map([...documents, ["typed-documents.ts", writeTypedDocuments(api, readOperations(OPERATIONS_FOLDER))]]);
}
