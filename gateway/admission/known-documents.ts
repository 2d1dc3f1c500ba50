import { GraphQLError, parse, type DocumentNode } from "graphql";
import { LRUCache } from "lru-cache";
import { Refusal, REFUSALS } from "../../schema/faults.js";
import { hashText, normalise, type TrustedDocument } from "../../schema/operations.js";
import { atMost, type AdmissionLimits } from "./admission-limits.js";
import { checkSize } from "./check-size.js";
import { compileCost, type CostOperation } from "./cost/compile-cost.js";
import type { CostTable } from "./cost/cost-table.js";
import { measureDocument } from "./measure-document.js";

/** A document that is within limits, and what asking it takes. */
export interface KnownDocument {
  /** SHA-256 of the document as printed, the id under which it is or could be registered. */
  readonly id: string;
  /** The same for logs, keyed where it is not registered. */
  readonly loggedId: string;
  /** The name of its operation, where it is registered. */
  readonly registeredName: string | undefined;
  readonly text: string;
  readonly document: DocumentNode;
  readonly trusted: boolean;
  readonly introspects: boolean;
  readonly operations: readonly CostOperation[];
}

/** What is seen of documents from outside. */
export interface DocumentWatch {
  /** What logs call a document that is not registered, by its id. */
  readonly loggedIdOf: (id: string) => string;
  /** Told whether a text that came was known, or had to be read. */
  readonly onText: (isKnown: boolean) => void;
}

export interface KnownDocuments {
  /**
   * A document by its id: a registered one, or one that a client kept here by a hash of its text.
   * @param onlyTrusted whether only registered documents are found
   */
  byId(id: string, onlyTrusted: boolean): KnownDocument | undefined;
  /** Keeps a document for a while under the hash that a client will send in place of its text. */
  keep(hash: string, known: KnownDocument): void;
  /**
   * A document by any text of it.
   * @param onlyTrusted whether any other than a registered document is refused
   * @throws Refusal when it is over a limit or not registered, GraphQLError GRAPHQL_PARSE_FAILED
   */
  byText(text: string, onlyTrusted: boolean): KnownDocument;
}

const MOST_DOCUMENTS = 2_000;
const MOST_CHARACTERS = 16 * 1024 * 1024;
const KEPT_MS = 10 * 60_000;

/**
 * Reads each document once: registered ones at the start, others when they first come, of which it keeps the last few for a while.
 * Nothing is kept of a document that is refused.
 */
export function createKnownDocuments(
  registered: readonly TrustedDocument[],
  table: CostTable,
  limits: AdmissionLimits,
  { loggedIdOf, onText }: DocumentWatch = UNWATCHED,
): KnownDocuments {
  const trusted = new Map(registered.map((one): [string, KnownDocument] => [one.id, describe(one, one.name)]));
  const byPrint = new Map([...trusted.values()].map((one) => [one.text, one]));
  // The text as it came is the key, and the document made of it the value.
  const seen = createLastDocuments();
  const byHash = createLastDocuments();
  return {
    byId(id, onlyTrusted) {
      const known = trusted.get(id) ?? byHash.get(id);
      if (known) onText(true);
      return known && (known.trusted || !onlyTrusted) ? known : undefined;
    },
    keep(hash, known) {
      if (!trusted.has(hash)) byHash.set(hash, known);
    },
    byText(text, onlyTrusted) {
      const known = byPrint.get(text) ?? seen.get(text);
      onText(known !== undefined);
      if (known && (known.trusted || !onlyTrusted)) return known;
      const document = read(text, limits);
      const printed = normalise(document);
      const id = hashText(printed);
      const registered = trusted.get(id);
      if (!registered && onlyTrusted) throw new Refusal("DOCUMENT_NOT_TRUSTED");
      const made = registered ?? describe({ document, text, id });
      seen.set(text, made);
      return made;
    },
  };

  function describe(one: Pick<TrustedDocument, "document" | "text" | "id">, registeredName?: string): KnownDocument {
    const { document, text, id } = one;
    const size = measureDocument(document);
    checkSize(size, limits);
    const { introspects } = size;
    const trusted = registeredName !== undefined;
    const loggedId = trusted ? id : loggedIdOf(id);
    const operations = compileCost(document, table);
    return { id, loggedId, registeredName, text, document, trusted, introspects, operations };
  }
}

const UNWATCHED: DocumentWatch = { loggedIdOf: () => "unregistered", onText: () => undefined };

function createLastDocuments(): LRUCache<string, KnownDocument> {
  return new LRUCache({
    max: MOST_DOCUMENTS,
    maxSize: MOST_CHARACTERS,
    sizeCalculation: ({ text }, key) => key.length + text.length + 1,
    ttl: KEPT_MS,
    ttlAutopurge: true,
  });
}

function read(text: string, limits: AdmissionLimits): DocumentNode {
  try {
    return parse(text, { maxTokens: limits.tokens });
  } catch (error) {
    // Values within values within values: the parser calls itself for each, and its stack ends before the tokens do.
    if (error instanceof RangeError) throw new Refusal("TOO_DEEP");
    if (!(error instanceof GraphQLError)) throw error;
    if (/more th[ae][nt] \d+ tokens/.test(error.message))
      throw new Refusal("TOO_MANY_TOKENS", `${REFUSALS.TOO_MANY_TOKENS.means} (tokens: ${atMost("tokens", limits)})`);
    const { nodes, source, positions } = error;
    throw new GraphQLError(error.message, { nodes, source, positions, extensions: { code: "GRAPHQL_PARSE_FAILED" } });
  }
}
