import { buildSchema as buildGraphqlSchema } from "graphql";
import { buildLiveSchema, LIVE } from "../gateway/live/live-subgraph.js";
import { readSettings } from "../platform/settings.js";
import { compose, CompositionFailed, type SchemaDocuments } from "../schema/compose.js";
import { findUnenforceable } from "../schema/enforceable.js";
import { readOperations } from "../schema/operations.js";
import { buildSchema } from "../subgraphs/kernel/build-schema.js";
import { OPERATIONS_FOLDER } from "./schema-folder.js";
import { loadSubgraph } from "./subgraphs.js";
import { writeTypedDocuments } from "./typed-documents/write-typed-documents.js";

/** The contract, made from the classes of the four subgraphs and of the gateway's own. No agency is asked. */
export async function makeSchemaDocuments(): Promise<SchemaDocuments> {
  // The addresses of an empty environment: the contract does not depend on where it is made.
  const defaults = readSettings({});
  const urls: Record<string, string> = {
    referrals: defaults.REFERRALS_URL,
    permissions: defaults.PERMISSIONS_URL,
    contingents: defaults.CONTINGENTS_URL,
    ledger: defaults.LEDGER_URL,
  };
  const subgraphs = [];
  for (const load of Object.values(loadSubgraph)) {
    const subgraph = await load();
    const url = `${urls[subgraph.name]}/graphql`;
    subgraphs.push({ name: subgraph.name, url, sdl: buildSchema(subgraph).sdl });
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
