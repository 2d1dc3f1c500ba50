import type { TypedDocument } from "../../schema/typed-documents.js";
import type { Answer, Mandate, Told } from "./ask.js";

/** What a connection tells while it lasts. */
export interface Connection<Data> {
  /** The gateway listens for us, and has read the stream up to this cursor, where it says so. */
  readonly listening: (cursor?: string) => void;
  readonly answered: (answer: Answer<Data>) => void;
  readonly signal: AbortSignal;
}

/** Holds one connection until it ends. @returns why it was refused, if it was */
export type Transport = <Data>(
  request: { query: string; variables: Record<string, unknown> },
  mandate: Mandate,
  connection: Connection<Data>,
) => Promise<Told | undefined>;

export interface Subscription<Data, Variables> {
  readonly transport: Transport;
  readonly document: TypedDocument<Data, Variables>;
  readonly variables: NoInfer<Omit<Variables, "after">>;
  /** A cursor that was kept, say in sessionStorage; none to begin now. */
  readonly after?: string;
  /** Called for each login: at first, and when the one before has ended. */
  readonly logIn: () => Promise<Mandate>;
  /** Reads what is shown from the graph: at first, and when there is no cursor to go on after. */
  readonly readAfresh: () => Promise<void>;
  readonly onChange: (data: Data, cursor: string) => void;
  readonly signal: AbortSignal;
}

const LOG_IN = ["TOKEN_EXPIRED", "UNAUTHENTICATED"];
const COMES_BACK = ["SUBSCRIPTION_MOVED", "TOO_MANY_SUBSCRIPTIONS", "RATE_LIMITED"];

/** Follows changes until it is told to stop: each once, in order, however often the connection is lost. @throws Error(code) */
export async function subscribeForever<Data extends Record<string, { cursor: string }>, Variables>(
  subscription: Subscription<Data, Variables>,
): Promise<void> {
  const { transport, document, variables, logIn, readAfresh, onChange, signal } = subscription;
  let cursor = subscription.after;
  let isFresh = cursor !== undefined;
  let mandate = await logIn();
  let connection = new AbortController();
  const comeBack = () => {
    isFresh = false;
    connection.abort();
  };
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    connection = new AbortController();
    let told: Told | undefined;
    const request = { query: document.text, variables: { ...variables, after: cursor } };
    const refused = await transport<Data>(request, mandate, {
      signal: AbortSignal.any([signal, connection.signal]),
      listening(place) {
        attempt = 0;
        cursor = place ?? cursor;
        // Reading begins once the gateway listens: what changes in between is told.
        if (!isFresh) readAfresh().catch(comeBack);
        isFresh = true;
      },
      answered({ data, errors }) {
        const change = Object.values(data ?? {})[0];
        told = change ? undefined : errors?.[0]?.extensions; // the last answer says why there are no more
        if (data && change) onChange(data, (cursor = change.cursor));
      },
    });
    const { code = "", retryable = false } = told ?? refused ?? { retryable: true };
    if (code.startsWith("CURSOR_")) cursor = undefined;
    else if (LOG_IN.includes(code)) mandate = await logIn();
    else if (!retryable && !COMES_BACK.includes(code)) throw new Error(code);
    isFresh &&= cursor !== undefined;
    const longestMs = Math.min(30_000, 500 * 2 ** attempt);
    if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, Math.random() * longestMs));
  }
}
