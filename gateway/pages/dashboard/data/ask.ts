import type { TypedDocument } from "../../../../schema/typed-documents.js";
import { askGraph, type GraphError } from "../../shell/session/ask-graph.js";
import { renewSession } from "../../shell/session/renew-session.js";
import { currentSession, sessionLife } from "../../shell/session/session.js";

/** A question that got no answer at all: the code says why. */
export class AskFailed extends Error {
  override readonly name = "AskFailed";
  constructor(readonly code: string) {
    super(code);
  }
}

export interface Answered<Data> {
  readonly data: Data;
  readonly errors: readonly GraphError[];
}

/** What puts a question to the graph. @throws AskFailed, GraphUnreachable */
export type Ask = <Data, Variables>(
  document: TypedDocument<Data, Variables>,
  variables: NoInfer<Variables>,
) => Promise<Answered<Data>>;

const NOT_KNOWN = new Set(["UNAUTHENTICATED", "TOKEN_INVALID", "TOKEN_EXPIRED"]);
const WAIT_MS = 15_000;
const MOST_WAITS = 5;

/**
 * Asks; renews the login once where it is no longer known, and waits where too much was asked at a time. Whoever logged
 * out in the meantime asks nothing more.
 */
export async function ask<Data, Variables>(
  document: TypedDocument<Data, Variables>,
  variables: NoInfer<Variables>,
): Promise<Answered<Data>> {
  const life = sessionLife();
  let renewed = false;
  for (let waits = 0; ;) {
    const asker = currentSession();
    const { data, errors = [] } = await askGraph<Data>(document.text, variables as Record<string, unknown>);
    if (data) return { data, errors };
    const code = errors[0]?.extensions?.code ?? "UNKNOWN";
    if (NOT_KNOWN.has(code) && !renewed && asker && (await renewSession(asker))) renewed = true;
    else if (code === "RATE_LIMITED" && waits < MOST_WAITS) {
      waits += 1;
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
    } else throw new AskFailed(code);
    if (sessionLife() !== life) throw new AskFailed("UNAUTHENTICATED");
  }
}
