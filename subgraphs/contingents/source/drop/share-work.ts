interface Flight<T> {
  readonly result: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
  hasBegun: boolean;
}

/**
 * Work under way that several may wait for. When none of them does any more, it stops, unless it has begun in earnest: then
 * it goes on to its own limits, so that whoever asks again finds it done.
 */
export interface SharedWork<T> {
  /**
   * Waits for the work under this key, which `start` begins where it is not under way.
   * @param start is given what stops it, and what to call once it has begun in earnest
   * @throws the reason of `signal`, once it is aborted; whatever the work throws
   */
  join(key: string, signal: AbortSignal, start: Start<T>): Promise<T>;
}

/** Calls `begin` later than at once. */
type Start<T> = (signal: AbortSignal, begin: () => void) => Promise<T>;

export function shareWork<T>(): SharedWork<T> {
  const flights = new Map<string, Flight<T>>();

  function takeOff(key: string, start: Start<T>): Flight<T> {
    const controller = new AbortController();
    const result = start(controller.signal, () => (flight.hasBegun = true));
    const flight: Flight<T> = { result, controller, waiting: 0, hasBegun: false };
    const land = () => {
      if (flights.get(key) === flight) flights.delete(key);
    };
    flight.result.then(land, land);
    flights.set(key, flight);
    return flight;
  }

  return {
    join(key, signal, start) {
      if (signal.aborted) return Promise.reject(signal.reason as Error);
      const flight = flights.get(key) ?? takeOff(key, start);
      flight.waiting += 1;
      return new Promise((resolve, reject) => {
        const leave = () => {
          flight.waiting -= 1;
          if (flight.waiting === 0 && !flight.hasBegun) {
            flights.delete(key);
            flight.controller.abort(signal.reason);
          }
          reject(signal.reason as Error);
        };
        signal.addEventListener("abort", leave, { once: true });
        flight.result.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
      });
    },
  };
}
