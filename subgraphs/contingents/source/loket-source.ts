import type { Source, SourceParts } from "../../kernel/subgraph.js";
import { createAgreementReads, type AgreementReads } from "./agreement-reads.js";
import { createChangeReads, type ChangeReads } from "./change-reads.js";
import { createDropFolder, type DropFolder } from "./drop-folder.js";
import { createLoketClient } from "./loket-client.js";
import { createPartnershipReads, listPath, type PartnershipReads } from "./partnership-reads.js";

/** The department's counter and its drop folder, as far as the graph reads them. */
export interface LoketSource extends Source, PartnershipReads, AgreementReads, ChangeReads, DropFolder {}

export function createLoketSource(parts: SourceParts): LoketSource {
  const client = createLoketClient(parts);
  const folder = createDropFolder(parts);
  return {
    ...createPartnershipReads(client),
    ...createAgreementReads(client, parts),
    ...createChangeReads(client, parts),
    ...folder,
    async probe(asking) {
      await client.get(listPath(1, ""), (body) => ({ body }), asking);
    },
    async stop() {
      await Promise.all([client.stop(), folder.stop()]);
    },
  };
}
