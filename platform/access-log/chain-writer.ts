import type { Clock } from "../clock.js";
import { hashOfLook, hashOfOpening, NOTHING_BEFORE } from "./chain.js";
import type { LogDatabase } from "./database.js";
import type { LogKeys } from "./log-keys.js";
import type { Look, LoggedLook } from "./look.js";

/** Adds looks to a chain of its own; one call at a time. */
export interface ChainWriter {
  /** Adds them all, in this order, or none. Of no looks it finds out whether some could be added. @throws Error; the next call then opens another chain */
  write(looks: readonly Look[]): Promise<void>;
}

export interface ChainWriterParts {
  readonly database: LogDatabase;
  readonly keys: LogKeys;
  /** The machine's own: looks happen when they happen. */
  readonly clock: Clock;
  /** Which program writes. */
  readonly writer: string;
}

interface Head {
  readonly chain: number;
  readonly seq: number;
  readonly hash: string;
}

const ADD = `with added as (
  insert into access_log.look (chain, seq, at, request_id, agency, caller, organisation, organisation_name, capacity, purpose, legal_context,
    by_rule, participants, fields, previous, hash)
  select $1, seq, at, "requestId", agency, caller, organisation, "organisationName", capacity, purpose, "legalContext",
    "byRule", participants, fields, previous, hash
  from json_to_recordset($2::json) as look(seq integer, at timestamptz, "requestId" text, agency text, caller text,
    organisation text, "organisationName" text, capacity text, purpose text, "legalContext" text, "byRule" boolean, participants text[],
    fields text[], previous text, hash text))
update access_log.head set seq = $3, hash = $4, seal = $5 where chain = $1 and seq = $6 returning seq`;

const OPEN = `with opened as (
  insert into access_log.chain (number, writer, opened_at, previous, hash) values ($1, $2, $3, $4, $5))
insert into access_log.head (chain, seq, hash, seal) values ($1, 0, $5, $6)`;

const UNIQUE_VIOLATION = "23505";

export function createChainWriter({ database, keys, clock, writer }: ChainWriterParts): ChainWriter {
  let head: Head | undefined;
  return {
    async write(looks) {
      if (looks.length === 0) return probe();
      const before = head ?? (await open());
      // Until it is known to be written it may be so or not: a chain is never gone on with from a guess.
      head = undefined;
      const at = clock().toISOString();
      const links: LoggedLook[] = [];
      let { seq, hash } = before;
      for (const look of looks) {
        const link = linkOf(look, at, { chain: before.chain, seq, hash }, keys);
        links.push(link);
        ({ seq, hash } = link);
      }
      const seal = keys.seal(before.chain, seq, hash);
      const moved = await database.repeated(ADD, [
        ...[before.chain, JSON.stringify(links), seq, hash, seal, before.seq],
      ]);
      if (moved.length !== 1) throw new Error("another writer moved the head of this chain");
      head = { chain: before.chain, seq, hash };
    },
  };

  /** Opens the chain that the next looks need, which shows that rows are taken; of an open one, that its database takes any. */
  async function probe(): Promise<void> {
    if (!head) {
      head = await open();
      return;
    }
    const [state] = await database.query("select current_setting('transaction_read_only') as read_only");
    if (state?.["read_only"] !== "off") throw new Error("the database of the access log is read-only");
  }

  async function open(): Promise<Head> {
    for (let attempt = 1; ; attempt += 1) {
      const [last] = await database.query("select number, hash from access_log.chain order by number desc limit 1");
      const number = ((last?.["number"] as number | undefined) ?? 0) + 1;
      const previous = (last?.["hash"] as string | undefined) ?? NOTHING_BEFORE;
      const openedAt = clock().toISOString();
      const hash = hashOfOpening({ number, writer, openedAt, previous });
      try {
        await database.query(OPEN, [number, writer, openedAt, previous, hash, keys.seal(number, 0, hash)]);
        return { chain: number, seq: 0, hash };
      } catch (error) {
        // Another process took the number first.
        if ((error as { code?: string }).code !== UNIQUE_VIOLATION || attempt === 20) throw error;
      }
    }
  }
}

function linkOf({ mandate, agency, byRule, participants, fields }: Look, at: string, head: Head, keys: LogKeys) {
  const { requestId, subject: caller, organisation, organisationName, capacity, purpose, legalContext } = mandate;
  const link = {
    ...{ chain: head.chain, seq: head.seq + 1, at, requestId: keepable(requestId), agency },
    ...{
      caller: keepable(caller),
      organisation,
      organisationName: keepable(organisationName),
      capacity,
      purpose,
      legalContext: keepable(legalContext),
      byRule,
    },
    participants: participants.map((id) => keys.subjectOf(id)),
    ...{ fields, previous: head.hash },
  };
  return { ...link, hash: hashOfLook(link) };
}

/** PostgreSQL keeps neither the null character nor half of a surrogate pair: one of those would take the batch with it. */
function keepable(text: string): string {
  return text.replaceAll(/\0|[\ud800-\udfff]/gu, "\ufffd");
}
