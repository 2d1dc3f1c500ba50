import type { SubgraphRequest, SubgraphTransport } from "./subgraph-transport.js";

/**
 * Sends equal queries that overlap in time once, where `fingerprint` says that their callers may see the same: equal
 * text, equal answers. A caller without fingerprint shares with nobody. Mutations are never shared.
 */
export function createCoalescingTransport(
  transport: SubgraphTransport,
  fingerprint: (context: unknown) => string | undefined,
): SubgraphTransport {
  const flights = new Map<string, Flight>();

  return {
    ...(transport.stop ? { stop: () => transport.stop?.() ?? Promise.resolve() } : {}),
    fetch(request) {
      const who = request.kind === "query" ? fingerprint(request.context) : undefined;
      if (who === undefined) return transport.fetch(request);
      const key = JSON.stringify([who, request.query, request.variables]);
      const flight =
        flights.get(key) ??
        startFlight(transport, request, (it) => {
          if (flights.get(key) === it) flights.delete(key);
        });
      flights.set(key, flight);
      return join(flight, request.signal);
    },
  };
}

interface Flight {
  readonly reply: Promise<string>;
  /** Those who still want the reply; when the last of them leaves, the request is ended. */
  passengers: number;
  readonly controller: AbortController;
}

function startFlight(transport: SubgraphTransport, request: SubgraphRequest, onEnd: (flight: Flight) => void): Flight {
  const controller = new AbortController();
  // Text, since an object would become the property of the first who gets it.
  const reply = transport
    .fetch({ ...request, signal: controller.signal })
    .then((it) => (typeof it === "string" ? it : JSON.stringify(it)))
    .finally(() => onEnd(flight));
  reply.catch(() => undefined);
  const flight: Flight = { reply, passengers: 0, controller };
  controller.signal.addEventListener("abort", () => onEnd(flight));
  return flight;
}

function join(flight: Flight, signal: AbortSignal | undefined): Promise<string> {
  flight.passengers++;
  if (!signal) return flight.reply;
  return new Promise((resolve, reject) => {
    const leave = () => {
      flight.passengers--;
      if (flight.passengers === 0) flight.controller.abort();
      reject(new Error("The request was given up"));
    };
    if (signal.aborted) {
      leave();
      return;
    }
    signal.addEventListener("abort", leave, { once: true });
    const settle = () => signal.removeEventListener("abort", leave);
    flight.reply.finally(settle).then(resolve, reject);
  });
}
