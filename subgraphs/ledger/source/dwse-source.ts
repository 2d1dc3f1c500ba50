import { z } from "zod";
import { Fault } from "../../../schema/faults.js";
import type { AgencyFile } from "../../kernel/agency-file.js";
import { askPersons, type PersonReply } from "../../kernel/ask-persons.js";
import type { Asking } from "../../kernel/asking.js";
import type { Found } from "../../kernel/loader.js";
import { keepResult } from "../../kernel/statistics/keep-result.js";
import type { NoticeRead } from "../../kernel/publish/notice.js";
import type { Source, SourceParts } from "../../kernel/subgraph.js";
import type { Advance } from "../entities/advance.js";
import type { SplitPart } from "../entities/funding-share.js";
import type { FundingFacts } from "../entities/funding-facts.js";
import type { QuarterDays } from "../entities/quarter-days.js";
import type { RecoveryFact } from "../entities/recovery.js";
import type { SharedPerson } from "../entities/shared-days.js";
import type { UnitAmount } from "../entities/unit-amount.js";
import {
  readBasisKey,
  readFundingKey,
  readPersonYearKey,
  writeBasisKey,
  writeFundingKey,
  writePersonYearKey,
} from "../keys.js";
import type { Cut } from "../rules/may-see.js";
import { readFundingPolicy, type FundingPolicy } from "../rules/funding-policy.js";
import { SHARED_DAYS, YEAR_DAYS } from "./day-statements.js";
import { createFilingReads, type FilingReads } from "./filing-reads.js";
import { groupBy, mapValues } from "./group-by.js";
import { createLedgerPool, type Row } from "./ledger-pool.js";
import { createLegacyReads, type LegacyReads } from "./legacy-reads.js";
import { invalid, read, readList, readRecord } from "./read-row.js";
import {
  AdvanceRecord,
  BasisKey,
  FileRecord,
  FundingKey,
  FundingYearRecord,
  PartnershipRecord,
  PersonDaysRecord,
  PersonKey,
  RecoveryRecord,
  SharedDaysRecord,
  SplitPartRecord,
  SuccessorRecord,
  UnitAmountRecord,
  YearDaysRecord,
} from "./records.js";
import { listenToOutbox } from "./listen-to-outbox.js";
import { MOST_ROWS, placeOf, readOutbox, readPlace, writePlace, type DwseTopic } from "./read-outbox.js";
import type { YearOfAll } from "../statistics/year-of-partnership.js";
import * as statements from "./statements.js";
import {
  translateAdvance,
  translateFile,
  translateFundingYear,
  translatePersonDays,
  translateRecovery,
  translateSharedDays,
  translateSplitPart,
  translateUnitAmount,
  translateYearDays,
} from "./translate.js";

/** The department's funding ledger, as far as the graph reads it. Keys are those of keys.ts. */
export interface DwseSource extends Source, FilingReads, LegacyReads {
  /** How this graph is told to read what the law leaves open. */
  readonly policy: FundingPolicy;
  askFundingYears(keys: readonly string[], cut: Cut, asking: Asking): Promise<Found<FundingFacts>>;
  /** By a key of a basis: the accepted statements and what they count, in order; a key without a statement is missing. */
  askYearDays(keys: readonly string[], cut: Cut, asking: Asking): Promise<Found<QuarterDays[]>>;
  /** By a key of a basis: whose days another partnership reports too; a key without such days is missing. */
  askSharedDays(keys: readonly string[], cut: Cut, asking: Asking): Promise<Found<SharedPerson[]>>;
  /** In the order of decision; a key without recoveries is missing. */
  askRecoveries(keys: readonly string[], cut: Cut, asking: Asking): Promise<Found<RecoveryFact[]>>;
  /** In the order of payment; a key without advances is missing. */
  askAdvances(keys: readonly string[], cut: Cut, asking: Asking): Promise<Found<Advance[]>>;
  /** By a key of a basis: who shares, the lead first; a key without a split key is missing. */
  askSplitParts(keys: readonly string[], cut: Cut, asking: Asking): Promise<Found<SplitPart[]>>;
  /** Ids of the partnerships that are funded in a year, in their own order. @throws Fault */
  askFundedPartnerships(year: number, cut: Cut, asking: Asking): Promise<string[]>;
  /** Keeps a year over all partnerships for a short time. */
  keepYearOfAll(key: string, asking: Asking, work: () => Promise<YearOfAll>): Promise<YearOfAll>;
  /** Which of these partnerships an organisation leads; another is missing. */
  askLed(partnerships: readonly string[], lead: string, asking: Asking): Promise<Found<true>>;
  /** In the order of time. @throws Fault */
  askUnitAmounts(asking: Asking): Promise<UnitAmount[]>;
  /** By quarter. */
  askParticipantDays(keys: readonly string[], cut: Cut, asking: Asking): Promise<Found<QuarterDays[]>>;
  askParticipantFiles(keys: readonly string[], cut: Cut, asking: Asking): Promise<Found<AgencyFile>>;
  /** What was put in the outbox after a place, in the order in which it became visible. @throws Fault */
  askOutbox(after: string, asking: Asking): Promise<NoticeRead<DwseTopic>>;
  /** The newest place. @throws Fault */
  askOutboxEnd(asking: Asking): Promise<string>;
  /** Wakes whenever something was put in the outbox, until stopped. */
  listenToOutbox(wake: () => void): { stop(): Promise<void> };
}

export function createDwseSource({ settings, ids, log, guard }: SourceParts): DwseSource {
  const url = settings.DATABASE_URL ?? `postgres://postgres@127.0.0.1:${settings.DWSE_PORT}/postgres`;
  const policy = readFundingPolicy(settings);
  const laterFirst = policy.sharedDay === "LATER_AGREEMENT";
  const pool = createLedgerPool({
    url,
    guard,
    log,
    timeoutMs: settings.AMA_AGENCY_TIMEOUT_MS,
  });

  async function askByFundingKey(label: string, sql: string, keys: readonly string[], cut: Cut, asking: Asking) {
    const pairs = keys.map(readFundingKey);
    const parameters = [pairs.map(({ partnership }) => partnership), pairs.map(({ year }) => year), leadOf(cut)];
    const rows = await pool.ask(asking, label, sql, parameters);
    return groupBy(rows, (row) => {
      const { id, jaar } = read(FundingKey, row, label);
      return writeFundingKey(id, jaar);
    });
  }

  async function askByBasis(
    label: string,
    sql: string,
    keys: readonly string[],
    cut: Cut,
    asking: Asking,
    ...more: unknown[]
  ) {
    const bases = keys.map(readBasisKey);
    const columns = [
      bases.map(({ partnership }) => partnership),
      bases.map(({ year }) => year),
      bases.map(({ settlement }) => settlement),
    ];
    const rows = await pool.ask(asking, label, sql, [...columns, leadOf(cut), ...more]);
    return groupBy(rows, (row) => {
      const { id, jaar, afrekening } = read(BasisKey, row, label);
      return writeBasisKey(writeFundingKey(id, jaar), afrekening);
    });
  }

  /** Asks for persons, following replaced numbers; `translate` gets the rows of one person. */
  function askByPerson<T>(
    label: string,
    sql: string,
    keys: readonly string[],
    asking: Asking,
    translate: (rows: readonly Row[]) => T | Fault | undefined,
    ...parameters: unknown[]
  ): Promise<Found<T>> {
    return askPersons("DWSE", ids, keys, async (numbers) => {
      const rows = await pool.ask(asking, label, sql, [numbers.map((insz) => insz.reveal()), ...parameters]);
      const replies = new Map<string, PersonReply<T>>();
      for (const [insz, own] of groupBy(rows, (row) => read(PersonKey, row, label).gevraagd.reveal())) {
        const reply = readPerson(own, translate);
        if (reply !== undefined) replies.set(insz, reply);
      }
      return replies;
    });
  }

  return {
    ...createFilingReads(pool, ids),
    ...createLegacyReads(pool, askByPerson, settings),
    policy,

    async askFundingYears(keys, cut, asking) {
      const rows = await askByFundingKey("fundingYears", statements.FUNDING_YEARS, keys, cut, asking);
      return mapValues(rows, ([row]) => {
        const record = FundingYearRecord.safeParse(row);
        return (record.success && translateFundingYear(record.data)) || invalid("a grant or a settlement");
      });
    },
    async askYearDays(keys, cut, asking) {
      const rows = await askByBasis("yearDays", YEAR_DAYS, keys, cut, asking, laterFirst);
      return mapValues(rows, (own) => {
        const records = z.array(YearDaysRecord).safeParse(own);
        if (!records.success) return invalid("a sum of accepted days");
        const isRight = records.data.every(({ onmogelijk }) => onmogelijk === 0);
        return isRight ? translateYearDays(records.data) : invalid("accepted lines of more days than a quarter has");
      });
    },
    async askSharedDays(keys, cut, asking) {
      const rows = await askByBasis("sharedDays", SHARED_DAYS, keys, cut, asking, laterFirst);
      return mapValues(rows, (own) => {
        const records = z.array(SharedDaysRecord).safeParse(own);
        if (!records.success) return invalid("days that several partnerships report");
        const persons = groupBy(records.data, ({ insz }) => insz.reveal());
        return [...persons.values()].map((days) => translateSharedDays(days, ids.seal(days[0]!.insz)));
      });
    },
    async askRecoveries(keys, cut, asking) {
      const rows = await askByFundingKey("recoveries", statements.RECOVERIES, keys, cut, asking);
      return mapValues(rows, (own) => readList(RecoveryRecord, translateRecovery, own, "a recovery"));
    },
    async askAdvances(keys, cut, asking) {
      const rows = await askByFundingKey("advances", statements.ADVANCES, keys, cut, asking);
      return mapValues(rows, (own) => readList(AdvanceRecord, translateAdvance, own, "an advance"));
    },
    async askSplitParts(keys, cut, asking) {
      const rows = await askByBasis("splitParts", statements.SPLIT_PARTS, keys, cut, asking);
      return mapValues(rows, (own) => readList(SplitPartRecord, translateSplitPart, own, "a split key"));
    },
    async askFundedPartnerships(year, cut, asking) {
      const rows = await pool.ask(asking, "fundedPartnerships", statements.FUNDED_PARTNERSHIPS, [year, leadOf(cut)]);
      return rows.map((row) => read(PartnershipRecord, row, "fundedPartnerships").id);
    },
    keepYearOfAll: keepResult<YearOfAll>(settings.AMA_STATISTICS_KEPT_MS),
    async askLed(partnerships, lead, asking) {
      const rows = await pool.ask(asking, "led", statements.LED, [partnerships, lead]);
      return new Map(rows.map((row) => [read(PartnershipRecord, row, "led").id, true]));
    },
    async askUnitAmounts(asking) {
      const rows = await pool.ask(asking, "unitAmounts", statements.UNIT_AMOUNTS);
      return rows.map((row) => translateUnitAmount(readRecord(UnitAmountRecord, row, "a unit amount")));
    },
    async askParticipantDays(keys, cut, asking) {
      const found = new Map<string, QuarterDays[] | Fault>();
      const askYear = async (year: number, participants: readonly string[]) => {
        const sql = statements.PARTICIPANT_DAYS;
        const parameters = [year, leadOf(cut), laterFirst];
        const days = await askByPerson("participantDays", sql, participants, asking, readDays, ...parameters);
        for (const [participant, value] of days)
          found.set(writePersonYearKey(participant, year), value as QuarterDays[] | Fault);
      };
      const byYear = groupBy(keys.map(readPersonYearKey), ({ year }) => year);
      await Promise.all(
        [...byYear].map(([year, own]) =>
          askYear(
            year,
            own.map(({ participant }) => participant),
          ),
        ),
      );
      return found;
    },
    askParticipantFiles: (keys, cut, asking) => {
      const sql = statements.PARTICIPANT_FILES;
      return askByPerson("participantFiles", sql, keys, asking, readFile, leadOf(cut));
    },

    async askOutbox(position, asking) {
      const after = readPlace(position);
      const parameters = [after.reeks, after.transactie, after.id, MOST_ROWS];
      return readOutbox(await pool.ask(asking, "outbox", statements.OUTBOX, parameters), after);
    },
    async askOutboxEnd(asking) {
      const [row] = await pool.ask(asking, "outboxEnd", statements.OUTBOX_END);
      return writePlace(placeOf(row));
    },
    // What listens does so on a connection of its own, which a pooler would give to others after each transaction.
    listenToOutbox: (wake) => listenToOutbox(settings.DATABASE_LISTEN_URL ?? url, log, wake),

    async probe(asking) {
      await pool.ask(asking, "probe", "select 1");
    },
    stop: () => pool.stop(),
  };
}

function leadOf(cut: Cut): string | null {
  return cut === "ALL" ? null : cut.lead;
}

function readFile([row]: readonly Row[]): AgencyFile | Fault | undefined {
  const record = FileRecord.safeParse(row);
  return record.success ? translateFile(record.data) : invalid("the file of a person");
}

function readDays(rows: readonly Row[]): QuarterDays[] | Fault | undefined {
  const quarters = rows.filter(({ kwartaal }) => kwartaal !== null);
  if (quarters.length === 0) return undefined;
  const records = z.array(PersonDaysRecord).safeParse(quarters);
  const isRight = records.data?.every(({ onmogelijk, onleesbaar }) => onmogelijk === 0 && onleesbaar === 0);
  return records.data && isRight ? translatePersonDays(records.data) : invalid("a line of accepted days");
}

/** What the rows of one person say; nothing when the ledger has no file of the person. */
function readPerson<T>(
  rows: readonly Row[],
  translate: (rows: readonly Row[]) => T | Fault | undefined,
): PersonReply<T> | undefined {
  const successor = SuccessorRecord.safeParse(rows[0]);
  if (!successor.success) return invalid("the successor of a national number");
  if (successor.data.vervangen_door) return { replacedBy: successor.data.vervangen_door };
  const value = translate(rows);
  if (value instanceof Fault) return value;
  return value === undefined ? undefined : { value: value as T };
}
