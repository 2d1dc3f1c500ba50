import { lookup as lookUp, type LookupAddress } from "node:dns";
import { isIP } from "node:net";
import { Pool } from "undici";
import { addressesOf } from "../../../platform/addresses-of.js";
import { ReplicaSet } from "./replica-set.js";

/** The way to one replica. */
export interface HttpWay {
  readonly origin: string;
  /** Path and query at which it takes requests. */
  readonly path: string;
  readonly pool: Pool;
}

export interface HttpReplicasOptions {
  /** Connections to each. */
  readonly connections: number;
  /** Gives every address of a name; that of the operating system when left out. */
  readonly resolve?: (name: string) => Promise<readonly LookupAddress[]>;
  /** Told when a replica is left out, and when it is back. */
  readonly onChange?: (origin: string, isAway: boolean) => void;
}

export interface HttpReplicas {
  readonly set: ReplicaSet<HttpWay>;
  stop(): Promise<void>;
}

/** How long the addresses of a name hold. */
const RESOLVE_MS = 10_000;
/** How long a replica may take to accept a connection, where there are others. */
const CONNECT_MS = 2_000;

/** The replicas at these addresses, with commas between; each record is one where a name has several. */
export function createHttpReplicas(url: string, options: HttpReplicasOptions): HttpReplicas {
  const { connections, resolve = resolveBySystem, onChange } = options;
  const urls = addressesOf(url).map((one) => new URL(one));
  const known = new Map<string, HttpWay>();
  const set = new ReplicaSet<HttpWay>(
    urls.map((one) => wayTo(one)),
    onChange && { onChange: ({ origin }, isAway) => onChange(origin, isAway) },
  );
  const isNamed = urls.some(({ hostname }) => isName(hostname));
  const timer = isNamed ? setInterval(() => void refresh(), RESOLVE_MS).unref() : undefined;
  let stopped = false;
  if (isNamed) void refresh();

  return {
    set,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await Promise.all([...known.values()].map(({ pool }) => pool.destroy()));
    },
  };

  /** @param record where the name leads to, when it leads to several */
  function wayTo({ origin, pathname, search }: URL, record?: LookupAddress): HttpWay {
    const path = pathname + search;
    const key = `${origin}${path} ${record?.address ?? ""}`;
    const before = known.get(key);
    if (before) return before;
    const pool = new Pool(origin, {
      connections,
      pipelining: 1,
      headersTimeout: 0,
      bodyTimeout: 0,
      ...((record || urls.length > 1) && { connectTimeout: CONNECT_MS }),
      ...(record && { connect: { lookup: always(record) } }),
    });
    const way = { origin, path, pool };
    known.set(key, way);
    return way;
  }

  async function refresh(): Promise<void> {
    const records = await Promise.all(
      urls.map(({ hostname }) => (isName(hostname) ? resolve(hostname).catch(() => undefined) : Promise.resolve([]))),
    );
    // Nobody knows better: what there was may still be there.
    if (stopped || records.includes(undefined)) return;
    const ways = urls.flatMap((one, at) => {
      const several = ofOneFamily(records[at] ?? []);
      return several.length > 1 ? several.map((record) => wayTo(one, record)) : [wayTo(one)];
    });
    set.replace(ways);
    for (const [key, way] of known)
      if (!ways.includes(way)) {
        known.delete(key);
        // What is under way there ends well.
        void way.pool.close();
      }
  }
}

/** Both families of a host's addresses lead to the same host. */
function ofOneFamily(records: readonly LookupAddress[]): readonly LookupAddress[] {
  const old = records.filter(({ family }) => family === 4);
  return old.length > 1 ? old : records.filter(({ family }) => family === 6);
}

function isName(hostname: string): boolean {
  return isIP(hostname.replace(/^\[|\]$/g, "")) === 0;
}

function resolveBySystem(name: string): Promise<LookupAddress[]> {
  return new Promise((done, fail) =>
    lookUp(name, { all: true }, (error, addresses) => (error ? fail(error) : done(addresses))),
  );
}

/** In the place of a look-up: certificates and `host` stay those of the name. */
function always({ address, family }: LookupAddress) {
  return (
    _name: string,
    { all }: { all?: boolean },
    done: (error: null, address: string | LookupAddress[], family?: number) => void,
  ) => (all ? done(null, [{ address, family }]) : done(null, address, family));
}
