/** Runs work by key: what is asked for again while it waits runs once, while it runs once more. */
export interface RereadQueue<Key> {
  add(keys: readonly Key[]): void;
  /** Forgets what waits; what runs ends by itself. */
  clear(): void;
}

export interface RereadQueueOptions<Key> {
  readonly run: (key: Key) => Promise<void>;
  /** Calls back once, later: several changes of one moment become one reading. */
  readonly later: (callback: () => void) => void;
  readonly atOnce: number;
}

export function createRereadQueue<Key>({ run, later, atOnce }: RereadQueueOptions<Key>): RereadQueue<Key> {
  const waiting = new Set<Key>();
  const running = new Set<Key>();
  let planned = false;

  function plan(): void {
    if (planned || waiting.size === 0) return;
    planned = true;
    later(() => {
      planned = false;
      start();
    });
  }

  function start(): void {
    for (const key of waiting) {
      if (running.size >= atOnce) return;
      if (running.has(key)) continue;
      waiting.delete(key);
      running.add(key);
      const ended = () => {
        running.delete(key);
        start();
      };
      run(key).then(ended, ended);
    }
  }

  return {
    add(keys) {
      for (const key of keys) waiting.add(key);
      plan();
    },
    clear: () => waiting.clear(),
  };
}
