import { Agent, request, type Dispatcher } from "undici";
import { createEventReader } from "./read-events.js";
import { StreamBroken, type SubgraphStreams } from "./subgraph-stream.js";

export interface EventStreamOptions {
  readonly url: string;
  /** How long the subgraph may take to begin its reply. */
  readonly timeoutMs: number;
  readonly maxMessageBytes: number;
}

const HEADERS = { "content-type": "application/json", accept: "text/event-stream" };
const ALIVE_MS = 15_000;

/** Streams of server-sent events, in the distinct connections mode of GraphQL over SSE: one request for each subscription. */
export function createEventStreams({ url, timeoutMs, maxMessageBytes }: EventStreamOptions): SubgraphStreams {
  const agent = new Agent({
    headersTimeout: timeoutMs,
    // Silence is no fault: the subgraph may have nothing to tell. That it is there at all is for TCP to see.
    bodyTimeout: 0,
    connect: { timeout: timeoutMs, keepAlive: true, keepAliveInitialDelay: ALIVE_MS },
  });

  async function ask(body: string, headers: Readonly<Record<string, string>>, signal: AbortSignal) {
    try {
      const options = { method: "POST", body, signal, dispatcher: agent } as const;
      return await request(url, { ...options, headers: { ...headers, ...HEADERS } });
    } catch (error) {
      throw new StreamBroken("The subgraph could not be reached", { cause: error });
    }
  }

  return {
    async *open({ body, headers }, signal) {
      if (signal.aborted) return;
      // Left before its end, the body is given up with the request.
      const left = new AbortController();
      const either = AbortSignal.any([signal, left.signal]);
      try {
        const reply = await ask(body, headers(), either);
        const type = String(reply.headers["content-type"] ?? "");
        if (/^text\/event-stream\s*(;|$)/i.test(type) && reply.statusCode === 200)
          for await (const text of readEvents(reply.body, maxMessageBytes)) yield { reply: text };
        else yield { reply: await readRefusal(reply, maxMessageBytes) };
      } catch (error) {
        if (!signal.aborted) throw error;
      } finally {
        left.abort();
      }
    },
    stop: () => agent.destroy(),
  };
}

/** The text of each `next` until `complete`. @throws StreamBroken where the body ends before */
async function* readEvents(body: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<string, void> {
  const read = createEventReader();
  const decoder = new TextDecoder();
  const wasOpen = true;
  try {
    for await (const chunk of body) {
      const { events, pending } = read(decoder.decode(chunk, { stream: true }));
      for (const { event, data } of events) {
        if (event === "complete") return;
        if (event === "next") yield data;
      }
      if (pending > maxBytes)
        throw new StreamBroken("An event of the subgraph is too long", { wasOpen, isFinal: true });
    }
  } catch (error) {
    if (error instanceof StreamBroken) throw error;
    throw new StreamBroken("The subgraph broke off its reply", { wasOpen, cause: error });
  }
  throw new StreamBroken("The subgraph ended its reply without completing it", { wasOpen });
}

/** What a subgraph answers instead of a stream, where it is an answer of GraphQL. @throws StreamBroken */
async function readRefusal({ statusCode, body }: Dispatcher.ResponseData, maxBytes: number): Promise<string> {
  const isPassing = statusCode >= 500 || statusCode === 408 || statusCode === 429;
  let text = "";
  for await (const chunk of body as AsyncIterable<Buffer>) {
    text += chunk.toString();
    if (text.length > maxBytes) break;
  }
  if (!isPassing && /^\s*\{[^]*"errors"/.test(text)) return text;
  throw new StreamBroken(`The subgraph replied with HTTP status ${statusCode}, and no stream`, { isFinal: !isPassing });
}
