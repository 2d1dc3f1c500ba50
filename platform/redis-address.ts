/** Where Redis is: one server, the one that sentinels name, or a cluster. */
export interface RedisAddress {
  readonly kind: "server" | "sentinel" | "cluster";
  readonly tls: boolean;
  /** The server, the sentinels, or some nodes of the cluster. */
  readonly nodes: readonly { readonly host: string; readonly port: number }[];
  readonly username?: string;
  readonly password?: string;
  /** Of one server alone; the first when left out. */
  readonly database?: number;
  /** By what name the sentinels know the server. */
  readonly master?: string;
  /** The sentinels' own login. */
  readonly sentinelUsername?: string;
  readonly sentinelPassword?: string;
}

const FORM =
  /^redis(?<tls>s?)(?:\+(?<kind>sentinel|cluster))?:\/\/(?:(?<username>[^:@/?#]*)(?::(?<password>[^@/?#]*))?@)?(?<nodes>[^@/?#]+)(?:\/(?<path>[^@/?#]*))?(?:\?(?<query>[^@#]*))?$/;
const NODE = /^(\[[0-9a-f:.]+\]|[\w.-]+)(?::(\d{1,5}))?$/i;
const NOT_ENCODED = "has a user or password in which % / ? # or @ is not percent-encoded";
const PORTS = { server: 6379, sentinel: 26_379, cluster: 6379 };

/** What is wrong with a text as an address of Redis, without repeating it; undefined where nothing is. */
export function findAddressFault(text: string): string | undefined {
  const read = readOrFault(text);
  return typeof read === "string" ? read : undefined;
}

/** @throws Error that does not repeat the address */
export function readRedisAddress(text: string): RedisAddress {
  const read = readOrFault(text);
  if (typeof read === "string") throw new Error(`the address of Redis ${read}`);
  return read;
}

function readOrFault(text: string): RedisAddress | string {
  const {
    tls,
    kind = "server",
    username = "",
    password = "",
    nodes = "",
    path = "",
    query = "",
  } = FORM.exec(text)?.groups ?? {};
  if (nodes === "")
    return /^rediss?(\+(sentinel|cluster))?:\/\//.test(text)
      ? NOT_ENCODED
      : "must be an address that begins with redis://, rediss://, redis+sentinel:// or redis+cluster://";
  const [user, secret] = [decode(username), decode(password)];
  if (user === undefined || secret === undefined) return NOT_ENCODED;
  const found = nodes.split(",").map((node) => NODE.exec(node));
  const wrong = found.some((node) => node === null || Number(node[2] ?? 1) > 65_535 || node[2] === "0");
  if (wrong) return "must name hosts as HOST:PORT, with commas between";
  if (kind === "server" && found.length > 1)
    return "names several hosts: begin it with redis+sentinel:// or redis+cluster://";
  if (kind === "sentinel" && path === "") return "must end in the name that the sentinels know the server by: /NAME";
  if (kind === "server" && !/^\d{0,4}$/.test(path)) return "must end in the number of a database, or in none";
  if (kind === "cluster" && !/^0?$/.test(path)) return "must name no database: a cluster has the first alone";
  if (kind !== "sentinel" && query !== "") return "must end after the host and port";
  const given = new URLSearchParams(query);
  for (const name of given.keys())
    if (name !== "sentinel_user" && name !== "sentinel_password")
      return "takes sentinel_user and sentinel_password after the question mark, and nothing else";
  const [sentinelUsername, sentinelPassword] = [given.get("sentinel_user"), given.get("sentinel_password")];
  return {
    kind: kind as RedisAddress["kind"],
    tls: tls === "s",
    nodes: found.map((node) => ({
      host: node![1]!.replace(/^\[|\]$/g, ""),
      port: Number(node![2] ?? PORTS[kind as RedisAddress["kind"]]),
    })),
    ...(user && { username: user }),
    ...(secret && { password: secret }),
    ...(kind === "server" && Number(path) > 0 && { database: Number(path) }),
    ...(kind === "sentinel" && { master: path }),
    ...(sentinelUsername && { sentinelUsername }),
    ...(sentinelPassword && { sentinelPassword }),
  };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
