/** Knows whether anything runs on a connection. */
export interface IdleTimer {
  /** Something begins to run; @returns what to call once it has ended. */
  enter(): () => void;
  stop(): void;
}

/** Calls `onIdle` when nothing has run for so long, from now on. */
export function createIdleTimer(idleMs: number, onIdle: () => void): IdleTimer {
  let running = 0;
  let timer = setTimeout(onIdle, idleMs);
  let isStopped = false;
  return {
    enter() {
      running += 1;
      clearTimeout(timer);
      let hasLeft = false;
      return () => {
        if (hasLeft) return;
        hasLeft = true;
        running -= 1;
        if (running === 0 && !isStopped) timer = setTimeout(onIdle, idleMs);
      };
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
