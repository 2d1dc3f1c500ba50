import { copyReply } from "../copying/copy-reply.js";
import type { CompiledFetch } from "./compile-plan.js";
import { readReply, type Reply } from "./read-reply.js";
import type { Run } from "./run.js";

/** The reason why a request to a subgraph brought nothing. */
export interface RequestFailure {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** What a request brings that is not sent any more: the time of the whole request is up, or its client has gone. */
const TOO_LATE: RequestFailure = {
  message: "The request ended before the subgraph was asked",
  extensions: { code: "SUBGRAPH_TIMEOUT" },
};

/** A reply that came too late, or whose client has gone. Not every transport gives up by itself. */
class LateReply extends Error {
  override readonly name = "LateReply";
  readonly code = "SUBGRAPH_TIMEOUT";

  constructor() {
    super("The request ended before the subgraph replied");
  }
}

/** What the work gives, unless the signal comes first. A transport that gives up by itself says better why: it is heard. */
function unlessLate<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => void setImmediate(() => reject(new LateReply()));
    signal.addEventListener("abort", onAbort, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}

/** Of a reply that was copied. */
const NOTHING_MORE: Reply = { data: undefined, errors: [] };

/** Sends one request, unless it is too late; never rejects. */
export async function askSubgraph(
  fetch: CompiledFetch,
  query: string,
  variables: string,
  run: Run,
): Promise<Reply | RequestFailure> {
  if (run.signal?.aborted) return TOO_LATE;
  run.counts.fetches++;
  try {
    const asked = fetch.transport.fetch({
      query,
      kind: fetch.kind,
      variables,
      context: run.context,
      ...(run.signal ? { signal: run.signal } : {}),
    });
    const reply = await (run.signal ? unlessLate(asked, run.signal) : asked);
    if (run.copyData && reply instanceof Uint8Array) {
      run.copied = copyReply(reply, run.copyData);
      if (run.copied !== undefined) return NOTHING_MORE;
    }
    return readReply(reply);
  } catch (error) {
    return asFailure(error);
  }
}

export function isFailure(result: Reply | RequestFailure): result is RequestFailure {
  return "message" in result;
}

/** Members of the variables object for the client's variables that a query uses. */
export function writeVariables(names: readonly string[], run: Run): string {
  let text = "";
  for (const name of names) {
    const value = run.variableText(name);
    if (value !== undefined) text += `${text === "" ? "" : ","}${JSON.stringify(name)}:${value}`;
  }
  return text;
}

/** Why there is no reply. */
export function asFailure(error: unknown): RequestFailure {
  if (!(error instanceof Error)) return { message: String(error), extensions: { code: "SUBGRAPH_UNREACHABLE" } };
  const { code, extensions } = error as Error & { code?: unknown; extensions?: unknown };
  const known = typeof extensions === "object" && extensions !== null ? (extensions as Record<string, unknown>) : {};
  return {
    message: error.message,
    extensions: { code: typeof code === "string" ? code : "SUBGRAPH_UNREACHABLE", ...known },
  };
}
