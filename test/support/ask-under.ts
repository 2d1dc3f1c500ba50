import { parse, validate } from "graphql";
import { createApolloExecutor } from "../../gateway/apollo/create-apollo-executor.js";
import { createLiveSubgraph } from "../../gateway/live/live-subgraph.js";
import type { RequestContext } from "../../gateway/request-context.js";
import { createInProcessLink, type LocalSubgraph } from "../../gateway/subgraph-links/in-process-link.js";
import { loadSupergraph } from "../../gateway/supergraph.js";
import { createClock } from "../../platform/clock.js";
import { createLog } from "../../platform/log.js";
import type { Settings } from "../../platform/settings.js";
import type { Mandate } from "../../schema/mandate.js";
import { createMandateSigner } from "../../schema/mandate-statement.js";
import { createParticipantIds } from "../../schema/identifiers.js";
import { createSeal } from "../../schema/seal.js";
import { createNotebook } from "./notebook.js";
import type { Answer } from "./start-house.js";

/**
 * Plans and runs queries over subgraphs in this process under whatever mandate a test gives, without the gateway's own
 * cutting: what is refused or withheld here, the subgraphs refused or withheld.
 */
export function createAskUnder(
  supergraphSdl: string,
  subgraphs: readonly LocalSubgraph[],
  { AMA_MANDATE_KEY, AMA_PARTICIPANT_KEY }: Pick<Settings, "AMA_MANDATE_KEY" | "AMA_PARTICIPANT_KEY">,
) {
  const sign = createMandateSigner(AMA_MANDATE_KEY, Date.now);
  const log = createLog("silent");
  const supergraph = loadSupergraph(supergraphSdl);
  const agencies = subgraphs.map((subgraph) => createInProcessLink(subgraph, sign));
  const links = [
    ...agencies,
    createLiveSubgraph({
      links: agencies,
      clock: createClock(),
      log,
      accessLog: createNotebook(),
      seal: createSeal(AMA_PARTICIPANT_KEY),
      ids: createParticipantIds(AMA_PARTICIPANT_KEY),
    }),
  ];
  const { execute } = createApolloExecutor(supergraph, { links, log });

  return async (query: string, variables: Record<string, unknown>, mandate: Mandate): Promise<Answer> => {
    const document = parse(query);
    const mistakes = validate(supergraph.apiSchema, document);
    if (mistakes.length > 0) throw new Error(mistakes.map(({ message }) => message).join("\n"));
    const { signal } = new AbortController();
    const deadline = { signal, remainingMs: () => 60_000, signalBelow: () => signal };
    const context = { requestId: mandate.requestId, mandate, deadline } as Partial<RequestContext>;
    const operation = { document, source: query, operationName: undefined, variables };
    const result = await execute(operation, context as RequestContext);
    return JSON.parse(JSON.stringify(result)) as Answer;
  };
}
