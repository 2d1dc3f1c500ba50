/** One server-sent event, as far as GraphQL over SSE uses it. */
export interface StreamEvent {
  readonly event: string;
  readonly data: string;
}

/** Reads events of a text that comes in chunks; gives those that a chunk completes, and how much waits for its end. */
export type EventReader = (chunk: string) => { readonly events: readonly StreamEvent[]; readonly pending: number };

const LINE_END = /\r\n|\n|\r(?!$)/;

/**
 * Unlike a browser it also gives events without data: `complete` may have none.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 */
export function createEventReader(): EventReader {
  // Of a line that has not ended; only what is new is searched, for a line may come in thousands of chunks.
  let rest = "";
  // A carriage return that ends a chunk may be half of a line end.
  let half = "";
  let event = "";
  let data: string[] = [];
  let held = 0;

  return (chunk) => {
    const events: StreamEvent[] = [];
    const lines = (half + chunk).split(LINE_END);
    const last = lines.pop()!;
    half = last.endsWith("\r") ? "\r" : "";
    const open = half === "" ? last : last.slice(0, -1);
    if (lines.length > 0) lines[0] = rest + lines[0]!;
    rest = lines.length > 0 ? open : rest + open;
    for (const line of lines) {
      if (line === "") {
        if (event !== "" || data.length > 0) events.push({ event, data: data.join("\n") });
        event = "";
        data = [];
        held = 0;
        continue;
      }
      const [, name, value = ""] = /^([^:]*)(?::\x20?([^]*))?$/.exec(line)!;
      if (name === "event") event = value;
      if (name === "data") {
        data.push(value);
        held += value.length;
      }
    }
    return { events, pending: rest.length + half.length + held };
  };
}
