import type { DocumentNode, GraphQLSchema } from "graphql";
import { Refusal, REFUSALS, type RefusalCode } from "../../schema/faults.js";
import type { CheckArguments } from "../../schema/check-arguments.js";
import type { Mandate } from "../../schema/mandate.js";
import type { Span } from "../../platform/tracing/tracing.js";
import { hashText, type TrustedDocument } from "../../schema/operations.js";
import { StartRefused } from "../../platform/start-refused.js";
import { atMost, type AdmissionLimits } from "../admission/admission-limits.js";
import { checkVariables } from "../admission/check-variables.js";
import { actualCost } from "../admission/cost/actual-cost.js";
import type { CostTable } from "../admission/cost/cost-table.js";
import { estimateCost } from "../admission/cost/estimate-cost.js";
import { mayExplore } from "../admission/explorers.js";
import { readGraphqlRequest, type GraphqlRequest } from "../admission/graphql-request.js";
import { createKnownDocuments, type DocumentWatch, type KnownDocument } from "../admission/known-documents.js";
import { OperationInvalid } from "../executor.js";
import { rateHeaders } from "../admission/rate/rate-headers.js";
import { countedOf, type Counted, type RateLimit } from "../admission/rate/rate-limit.js";
import { RateLimited } from "../admission/rate/rate-limited.js";

export interface AdmitParts {
  /** The registered documents. */
  readonly documents: readonly TrustedDocument[];
  readonly table: CostTable;
  readonly limits: AdmissionLimits;
  /** Whether only registered documents are answered, but to those who may write their own. */
  readonly onlyTrusted: boolean;
  /** Whether the schema is told only to those who may write their own questions. */
  readonly production: boolean;
  /** Absent where nobody says who asks. */
  readonly rate?: RateLimit | undefined;
  /** Whether a document may be asked without a mandate; absent where all may. */
  readonly isForAnybody?: ((document: DocumentNode) => boolean) | undefined;
  /** Holds arguments to the rules of our own graph; absent where another graph is served. */
  readonly checkArguments?: CheckArguments | undefined;
  /** Whether an estimate over the limit is refused; else it is only reckoned, for a graph that says nothing of costs. */
  readonly enforceCost?: boolean;
  /** What is seen of documents from outside. */
  readonly watch?: DocumentWatch | undefined;
}

const NOT_KEPT = "No document is known by this id: send its text as `query`.";
const NOT_FOUND: ReadonlySet<RefusalCode> = new Set<RefusalCode>(["DOCUMENT_NOT_TRUSTED", "PERSISTED_QUERY_NOT_FOUND"]);

/** A question that may be planned: of known size, paid for. */
export interface Admitted {
  readonly query: string;
  readonly document: DocumentNode;
  /** SHA-256 of the document as printed. */
  readonly documentId: string;
  /** The same in logs: of a document that is not registered a keyed hash, from which nobody finds what is written in it. */
  readonly loggedId: string;
  /** The name of its operation, where it is a registered document. */
  readonly registeredName: string | undefined;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The same with numbers as they were sent; absent where JavaScript writes them so. */
  readonly exactVariables?: Readonly<Record<string, unknown>>;
  /** Estimated cost in points. */
  readonly cost: number;
  /** Whether the asker may be told which name was probably meant. */
  readonly explores: boolean;
  /** What to tell of the rate limit with the answer, whatever that is. */
  readonly headers: Readonly<Record<string, string>>;
  /** What the answer's data did cost, in the same points. */
  reckon(data: unknown): number;
  /** Counts points that were not reckoned with, against the asker's rate. */
  charge(points: number): void;
  /** By which supergraph it is answered: what clients see of it, and its version. The one that serves all where it is not said. */
  readonly schema?: GraphQLSchema;
  readonly version?: string;
}

/**
 * Decides whether a question is planned at all: a known document, within limits, at a bearable cost, from somebody who
 * did not ask too much already. A refused question counts too, as one point.
 * The stage throws Refusal (RateLimited among them), OperationInvalid for arguments that cannot be used, and GraphQLError
 * when the document cannot be parsed.
 */
export function createAdmitStage(
  parts: AdmitParts,
): (body: unknown, mandate?: Mandate, address?: string, span?: Span) => Promise<Admitted> {
  const { table, limits, onlyTrusted, production, rate, isForAnybody, checkArguments, enforceCost = true } = parts;
  const documents = createDocuments();

  return async (body, mandate, address, span) => {
    const counted = mandate ? countedOf(mandate) : { subject: `address ${address ?? "unknown"}` };
    let judged;
    try {
      judged = judge(body, mandate);
    } catch (error) {
      await count(counted, 1, span);
      throw error;
    }
    const headers = await count(counted, judged.cost, span);
    const charge = (points: number) => void rate?.count(counted, points).catch(() => undefined);
    return { ...judged, headers, charge };
  };

  function judge(body: unknown, mandate: Mandate | undefined): Omit<Admitted, "headers" | "charge"> {
    const request = readGraphqlRequest(body);
    const { operationName, variables, exactVariables } = request;
    checkVariables(variables, limits);
    const explores = mayExplore(mandate?.capacity, { production });
    const known = mandate
      ? find(request, onlyTrusted && !mayExplore(mandate.capacity, { production: true }))
      : findForAnybody(request);
    if (known.introspects && !explores) throw new Refusal("INTROSPECTION_DISABLED");
    const faults = checkArguments?.(known.document, variables) ?? [];
    if (faults.length > 0) throw new OperationInvalid(faults);
    const operations = chooseOperations(known, operationName);
    const cost = Math.max(0, ...operations.map((operation) => estimateCost(operation, variables, limits)));
    if (enforceCost && cost > limits.cost)
      throw new Refusal(
        "TOO_COSTLY",
        `${REFUSALS.TOO_COSTLY.means} (estimate: ${cost} points, ${atMost("cost", limits)})`,
      );
    return {
      query: known.text,
      document: known.document,
      documentId: known.id,
      loggedId: known.loggedId,
      registeredName: known.registeredName,
      operationName,
      variables,
      ...(exactVariables && { exactVariables }),
      cost,
      explores,
      reckon: (data) => Math.max(0, ...operations.map((operation) => actualCost(operation, variables, data))),
    };
  }

  function find({ query, documentId, resendsText }: GraphqlRequest, onlyTrusted: boolean): KnownDocument {
    if (query === undefined) {
      const known = documentId === undefined ? undefined : documents.byId(documentId, onlyTrusted);
      if (known) return known;
      if (resendsText) throw new Refusal("PERSISTED_QUERY_NOT_FOUND");
      throw new Refusal("DOCUMENT_NOT_TRUSTED", onlyTrusted ? undefined : NOT_KEPT);
    }
    const known = documents.byText(query, onlyTrusted);
    // Both of one document, or whoever looks at the id sees another document asked than is answered.
    if (documentId !== undefined && documentId !== known.id && documentId !== hashText(query))
      throw new Refusal("DOCUMENT_MISMATCH");
    if (documentId !== undefined && resendsText) documents.keep(documentId, known);
    return known;
  }

  /** Whoever does not say who asks learns only that, not whether the document is registered or fits the schema. */
  function findForAnybody(request: GraphqlRequest): KnownDocument {
    if (!isForAnybody) return find(request, onlyTrusted);
    try {
      const known = find(request, onlyTrusted);
      if (isForAnybody(known.document)) return known;
    } catch (error) {
      if (!(error instanceof Refusal && NOT_FOUND.has(error.code))) throw error;
    }
    // A hash that is found and one that is not are answered alike.
    const mayResend = request.resendsText && request.query === undefined;
    throw new Refusal(mayResend ? "PERSISTED_QUERY_NOT_FOUND" : "UNAUTHENTICATED");
  }

  /** @throws RateLimited */
  async function count(who: Counted, points: number, span: Span | undefined): Promise<Record<string, string>> {
    if (!rate) return {};
    const states = await rate.count(who, points, span);
    const headers = rateHeaders(states);
    if (states.some(({ within }) => !within))
      throw new RateLimited(headers, "AMA_RATE_SUBJECT or AMA_RATE_ORGANISATION");
    return headers;
  }

  function createDocuments() {
    try {
      return createKnownDocuments(parts.documents, table, limits, parts.watch);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      throw new StartRefused([`a document of schema/operations is over a limit: ${error.message}`]);
    }
  }
}

/** The one that will run; where that is not told, whichever might. */
function chooseOperations({ operations }: KnownDocument, operationName: string | undefined) {
  const named = operations.filter(({ name }) => name === operationName);
  return named.length > 0 ? named : operations;
}
