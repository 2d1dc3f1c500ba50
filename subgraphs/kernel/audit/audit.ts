import { getVariableValues, type DocumentNode, type GraphQLFormattedError, type GraphQLSchema } from "graphql";
import { Fault, FAULTS } from "../../../schema/faults.js";
import type { AgencyName } from "../../../schema/agencies.js";
import type { Mandate } from "../../../schema/mandate.js";
import type { AccessLog } from "../../../platform/access-log/access-log.js";
import { traced, type Span } from "../../../platform/tracing/tracing.js";
import { untilLate } from "../../../platform/access-log/until-late.js";
import { collectLooks, withhold, type Path } from "./collect-looks.js";
import { findPopulation } from "./find-population.js";
import { watchDocument, type WatchedDocument } from "./watch-document.js";

interface Answer {
  data?: Record<string, unknown> | null;
  errors?: GraphQLFormattedError[];
}

/** Sees to it that nobody is told anything of a person before it is written down who was told. */
export interface Audit {
  /** To be done once for each document that is answered. */
  watch(document: DocumentNode): WatchedDocument;
  /** The answer, once the looks in it are kept; without everything that tells of anybody when they cannot be. */
  account<A extends Answer>(answer: A, watched: WatchedDocument, asked: Asked): Promise<A>;
}

/** In whose name a document was answered, and with which variables. */
export interface Asked {
  readonly mandate: Mandate;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Aborted when it is too late to answer. */
  readonly signal: AbortSignal;
  readonly span?: Span | undefined;
}

export interface AuditParts {
  readonly schema: GraphQLSchema;
  /** Types other than Participant whose own id says of whom they tell, where no field `participant` does. */
  readonly subjects: Readonly<Record<string, (id: string) => string>>;
  readonly agency: AgencyName;
  readonly accessLog: AccessLog;
}

export function createAudit({ schema, subjects: declared, agency, accessLog }: AuditParts): Audit {
  const population = findPopulation(schema, declared);
  return {
    watch: (document) => watchDocument(schema, population, document),
    async account(answer, watched, { mandate, variables, signal, span }) {
      const { data } = answer;
      if (!data || !watched.root) return answer;
      const { coerced = {} } = getVariableValues(schema, watched.variables, variables);
      const { looks, whole, strip } = collectLooks(data, watched, coerced);
      try {
        if (!whole) throw new Fault("ACCESS_LOG_UNAVAILABLE");
        const about = { "db.system.name": "postgresql", "ama.looks": looks.length };
        const append = () => untilLate(accessLog, signal).append(looks.map((look) => ({ ...look, mandate, agency })));
        await (looks.length > 0 ? traced(span, "access-log.append", about, append) : append());
        return answer;
      } catch {
        const places = withhold(data, watched);
        const withheld = (places ?? [[]]).map((path) => errorAt(path, mandate.requestId));
        return { ...answer, data: places ? data : null, errors: [...(answer.errors ?? []), ...withheld] };
      } finally {
        strip();
      }
    },
  };
}

function errorAt(path: Path, requestId: string): GraphQLFormattedError {
  const code = "ACCESS_LOG_UNAVAILABLE";
  const { tell, retry } = FAULTS[code];
  return { message: tell, ...(path.length > 0 && { path }), extensions: { code, retryable: retry, requestId } };
}
