import { renewSession } from "./renew-session.js";
import { currentSession, sessionHeaders, sessionLife } from "./session.js";

export interface GraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: {
    readonly code?: string;
    readonly agency?: string;
    readonly requestId?: string;
    /** Of a field that holds what the agency said before: when it said so. */
    readonly asOf?: string;
  };
}

export interface GraphAnswer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly GraphError[];
}

/** The gateway does not answer at all, or not as one does. */
export class GraphUnreachable extends Error {
  override readonly name = "GraphUnreachable";
}

/**
 * Asks the graph in the name of who is logged in; a token that has just expired is renewed and the question put again.
 * @throws GraphUnreachable; what the graph itself has to say against a question is in `errors`
 */
export async function askGraph<Data>(
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  { signal }: { signal?: AbortSignal } = {},
): Promise<GraphAnswer<Data>> {
  const [asker, life] = [currentSession(), sessionLife()];
  const answer = await ask();
  const expired = answer.errors?.some(({ extensions }) => extensions?.code === "TOKEN_EXPIRED");
  return expired && asker && (await renewSession(asker)) && sessionLife() === life ? ask() : answer;

  async function ask(): Promise<GraphAnswer<Data>> {
    try {
      const reply = await fetch("/graphql", {
        method: "POST",
        headers: { "content-type": "application/json", accept: "application/json", ...sessionHeaders() },
        body: JSON.stringify({ query, variables }),
        ...(signal && { signal }),
      });
      return (await reply.json()) as GraphAnswer<Data>;
    } catch (error) {
      if (signal?.aborted) throw error;
      throw new GraphUnreachable(String(error));
    }
  }
}
