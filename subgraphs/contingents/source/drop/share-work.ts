interface Flight<T> {
  readonly result: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
}

/** Work under way that several may wait for. It stops when none of them does any more. */
export interface SharedWork<T> {
  /**
   * Waits for the work under this key, which `start` begins where it is not under way.
   * @throws the reason of `signal`, once it is aborted; whatever the work throws
   */
  join(key: string, signal: AbortSignal, start: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

export function shareWork<T>(): SharedWork<T> {
  const flights = new Map<string, Flight<T>>();

  function begin(key: string, start: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const controller = new AbortController();
    const flight: Flight<T> = { result: start(controller.signal), controller, waiting: 0 };
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
      const flight = flights.get(key) ?? begin(key, start);
      flight.waiting += 1;
      return new Promise((resolve, reject) => {
        const leave = () => {
          flight.waiting -= 1;
          if (flight.waiting === 0) {
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
