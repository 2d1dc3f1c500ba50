import type { Opening } from "./chain.js";
import type { LogReader } from "./database.js";
import { LOOK_COLUMNS_AS_TEXT, type LoggedLook } from "./look.js";

/** From this moment on, and before that one; ISO. */
export interface Period {
  readonly from?: string;
  readonly to?: string;
}

/** How far a chain has come, as its writer sealed it. */
export interface Head {
  readonly chain: number;
  readonly seq: number;
  readonly hash: string;
  readonly seal: string;
}

const PAGE = 2_000;

export async function readOpenings(reader: LogReader): Promise<Opening[]> {
  const rows = await reader.query(
    `select number, writer, opened_at as "openedAt", previous, hash from access_log.chain order by number`,
  );
  return rows.map((row) => ({ ...(row as unknown as Opening), openedAt: (row["openedAt"] as Date).toISOString() }));
}

export async function readHeads(reader: LogReader): Promise<Head[]> {
  return (await reader.query("select chain, seq, hash, seal from access_log.head order by chain")) as unknown as Head[];
}

/** Numbers of the chains that hold a look, or should. */
export async function readChainNumbers(reader: LogReader): Promise<number[]> {
  const rows = await reader.query(
    "select chain from access_log.look union select number from access_log.chain union select chain from access_log.head order by 1",
  );
  return rows.map(({ chain }) => chain as number);
}

/** The first and the last place of a chain's looks in a period; undefined where it has none. */
export async function readSpan(
  reader: LogReader,
  chain: number,
  { from, to }: Period,
): Promise<{ first: number; last: number } | undefined> {
  const [row] = await reader.query(
    `select min(seq) as first, max(seq) as last from access_log.look
     where chain = $1 and at >= coalesce($2::timestamptz, '-infinity') and at < coalesce($3::timestamptz, 'infinity')`,
    [chain, from ?? null, to ?? null],
  );
  return typeof row?.["first"] === "number" ? (row as { first: number; last: number }) : undefined;
}

/** A page comes as one JSON: half the work of a column at a time. */
const PAGE_OF_LOOKS = `select json_agg(look order by seq) as looks from (
  select ${LOOK_COLUMNS_AS_TEXT} from access_log.look where chain = $1 and seq >= $2 and seq <= $3 order by seq limit ${PAGE}) as look`;

/** A chain's looks from one place to another, in order, some at a time: waiting for each would take longer than reading it. */
export async function* readLooks(
  reader: LogReader,
  chain: number,
  first: number,
  last: number,
): AsyncGenerator<readonly LoggedLook[]> {
  const read = async (from: number) => {
    const [page] = await reader.query(PAGE_OF_LOOKS, [chain, from, last]);
    return (page!["looks"] as LoggedLook[] | null) ?? [];
  };
  let coming: Promise<LoggedLook[]> | undefined = read(first);
  while (coming) {
    const looks: LoggedLook[] = await coming;
    // The next page is fetched while this one is worked on.
    coming = looks.length < PAGE ? undefined : read(looks.at(-1)!.seq + 1);
    // Whoever stops before it comes does not wait for it.
    coming?.catch(() => undefined);
    yield looks;
  }
}
