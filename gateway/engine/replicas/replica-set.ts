/** One of several that answer alike, and what was seen of it. */
export interface Replica<Way> {
  readonly way: Way;
  /** Requests that it has not answered yet. */
  inFlight: number;
  /** How often in a row it could not be reached. */
  failures: number;
  /** When it may be tried again; 0 while nothing is wrong. */
  awayUntil: number;
  /** Whether a request finds out if it is back. */
  isTried: boolean;
}

export interface ReplicaSetOptions<Way> {
  readonly nowMs?: () => number;
  /** From 0 up to 1. */
  readonly random?: () => number;
  /** Told when one is left out that was not, and when it is back. */
  readonly onChange?: (way: Way, isAway: boolean) => void;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

/**
 * Spreads requests over replicas: each goes to the one with less under way of two drawn by lot. One that cannot be reached is
 * left out for a while, longer each time; then one request tries it, and the others follow once that is answered.
 */
export class ReplicaSet<Way> {
  #replicas: readonly Replica<Way>[];

  constructor(
    ways: readonly Way[],
    private readonly options: ReplicaSetOptions<Way> = {},
  ) {
    this.#replicas = ways.map(asReplica);
  }

  get all(): readonly Replica<Way>[] {
    return this.#replicas;
  }

  get away(): number {
    return this.#replicas.filter(({ failures }) => failures > 0).length;
  }

  /** Another than `before`, where there is one. Where all are away, one of them: it may be back, and nothing else can be. */
  choose(before?: Replica<Way>): Replica<Way> {
    const [only] = this.#replicas;
    if (only && this.#replicas.length === 1) return only;
    const now = this.#now();
    const others = this.#replicas.filter((replica) => replica !== before);
    const there = others.filter(({ awayUntil }) => awayUntil <= now);
    const chosen = this.#lessLoaded(there.length > 0 ? there : others);
    if (chosen.failures > 0) {
      // The others wait for what this one finds.
      chosen.isTried = true;
      chosen.awayUntil = now + pauseAfter(chosen.failures);
    }
    return chosen;
  }

  /** It was reached. */
  succeed(replica: Replica<Way>): void {
    if (replica.failures === 0) return;
    Object.assign(replica, NOTHING_WRONG);
    this.options.onChange?.(replica.way, false);
  }

  /** It could not be reached, or broke off. What fails at one time counts once. */
  fail(replica: Replica<Way>): void {
    const isKnown = replica.failures > 0;
    if (isKnown && !replica.isTried) return;
    replica.isTried = false;
    replica.failures += 1;
    replica.awayUntil = this.#now() + pauseAfter(replica.failures);
    if (!isKnown) this.options.onChange?.(replica.way, true);
  }

  /** Has these from now on; what is known of one that stays is kept. */
  replace(ways: readonly Way[]): void {
    const known = new Map(this.#replicas.map((replica) => [replica.way, replica]));
    this.#replicas = ways.map((way) => known.get(way) ?? asReplica(way));
  }

  #lessLoaded(replicas: readonly Replica<Way>[]): Replica<Way> {
    const { random = Math.random } = this.options;
    const first = Math.floor(random() * replicas.length);
    // Any but the first.
    const second = (first + 1 + Math.floor(random() * (replicas.length - 1))) % replicas.length;
    const [one, other] = [replicas[first]!, replicas[second]!];
    return other.inFlight < one.inFlight ? other : one;
  }

  #now(): number {
    return (this.options.nowMs ?? performance.now.bind(performance))();
  }
}

const NOTHING_WRONG = { failures: 0, awayUntil: 0, isTried: false };

function asReplica<Way>(way: Way): Replica<Way> {
  return { way, inFlight: 0, ...NOTHING_WRONG };
}

function pauseAfter(failures: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
}
