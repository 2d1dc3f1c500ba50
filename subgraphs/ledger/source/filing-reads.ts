import { z } from "zod";
import type { ParticipantIds } from "../../../schema/identifiers.js";
import type { Day } from "../../../schema/scalars.js";
import type { Asking } from "../../kernel/asking.js";
import type { Found } from "../../kernel/loader.js";
import { readCode } from "../../kernel/read-code.js";
import { wireDay, wireInsz } from "../../kernel/wire-values.js";
import { FilingStatus, type AcceptedDaysFact, type StatementFiling } from "../entities/quarterly-statement.js";
import { lastSettledBefore } from "../rules/settled-before.js";
import { groupBy, mapValues } from "./group-by.js";
import type { LedgerPool } from "./ledger-pool.js";
import { read, readList } from "./read-row.js";
import { FundingKey } from "./records.js";

/** What the ledger tells of quarterly statements. Keys are `<partnership>_<quarter>`. */
export interface FilingReads {
  /** The versions in order. */
  askFilings(keys: readonly string[], asking: Asking): Promise<Found<StatementFiling[]>>;
  /** The days of the accepted version by person, under the number that the ledger knows as the newest. */
  askAcceptedDays(keys: readonly string[], asking: Asking): Promise<Found<AcceptedDaysFact[]>>;
}

const KEY = /^(SV-\d{4,})_(\d{4})Q([1-4])$/;

/** $1 partnership ids, $2 years, $3 quarters, triple by triple. */
const FILINGS = `
  select sleutel.id, sleutel.jaar, sleutel.kwartaal, o.versie, o.status, o.ingediend_op,
    (o.aanvaard_op at time zone 'Europe/Brussels')::date as aanvaard_op, dagen.aanwezig,
    array(select to_char(a.vastgesteld_op, 'YYYY-MM-DD') from dwse.afrekening a
      where a.samenwerkingsverband_id = sleutel.id and a.jaar = sleutel.jaar order by a.vastgesteld_op) as afrekeningen
  from unnest($1::text[], $2::int[], $3::int[]) as sleutel(id, jaar, kwartaal)
  join dwse.kwartaaloverzicht o on o.samenwerkingsverband_id = sleutel.id and o.jaar = sleutel.jaar and o.kwartaal = sleutel.kwartaal
  cross join lateral (
    select coalesce(sum(d.dagen_aanwezig), 0) as aanwezig from dwse.aanvaarde_dagen d where d.kwartaaloverzicht_id = o.id) dagen
  order by o.versie`;

/** $1 partnership ids, $2 years, $3 quarters, triple by triple. A number that was replaced gives its successor. */
const ACCEPTED_DAYS = `
  select sleutel.id, sleutel.jaar, sleutel.kwartaal, coalesce(v.nieuw, d.insz) as insz, sum(d.dagen_aanwezig) as aanwezig
  from unnest($1::text[], $2::int[], $3::int[]) as sleutel(id, jaar, kwartaal)
  join dwse.kwartaaloverzicht o on o.samenwerkingsverband_id = sleutel.id and o.jaar = sleutel.jaar
    and o.kwartaal = sleutel.kwartaal and o.status = 'AANVAARD'
  join dwse.aanvaarde_dagen d on d.kwartaaloverzicht_id = o.id
  left join dwse.inszvervanging v on v.oud = d.insz
  group by 1, 2, 3, 4`;

const StatementKey = FundingKey.extend({ kwartaal: z.number().int().min(1).max(4) });
const FilingRecord = StatementKey.extend({
  versie: z.number().int().min(1),
  status: z.string(),
  ingediend_op: wireDay,
  aanvaard_op: wireDay.nullable(),
  aanwezig: z.number().int().min(0),
  afrekeningen: z.array(wireDay),
});
const AcceptedDaysRecord = StatementKey.extend({ insz: wireInsz, aanwezig: z.number().int().min(0) });

const STATUS: Record<string, FilingStatus> = {
  INGEDIEND: FilingStatus.DELIVERED,
  AANVAARD: FilingStatus.ACCEPTED,
  VERVANGEN: FilingStatus.REPLACED,
};

export function createFilingReads(pool: LedgerPool, ids: ParticipantIds): FilingReads {
  async function askByKey(label: string, sql: string, keys: readonly string[], asking: Asking) {
    const triples = keys.flatMap((key) => {
      const [, id, year, quarter] = KEY.exec(key) ?? [];
      return id === undefined ? [] : [{ id, year: Number(year), quarter: Number(quarter) }];
    });
    const parameters = [
      triples.map(({ id }) => id),
      triples.map(({ year }) => year),
      triples.map(({ quarter }) => quarter),
    ];
    const rows = await pool.ask(asking, label, sql, parameters);
    return groupBy(rows, (row) => {
      const { id, jaar, kwartaal } = read(StatementKey, row, label);
      return `${id}_${jaar}Q${kwartaal}`;
    });
  }

  return {
    askFilings: async (keys, asking) =>
      mapValues(await askByKey("filings", FILINGS, keys, asking), (rows) =>
        readList(FilingRecord, translateFiling, rows, "a version of a statement"),
      ),
    askAcceptedDays: async (keys, asking) =>
      mapValues(await askByKey("acceptedDays", ACCEPTED_DAYS, keys, asking), (rows) =>
        readList(
          AcceptedDaysRecord,
          ({ insz, aanwezig }) => ({ participant: { id: ids.seal(insz) }, days: aanwezig }),
          rows,
          "a line of accepted days",
        ),
      ),
  };
}

function translateFiling(record: z.output<typeof FilingRecord>): StatementFiling {
  const { versie, status, ingediend_op, aanvaard_op, aanwezig, afrekeningen } = record;
  const days: { deliveredOn: Day; acceptedOn: Day | null } = { deliveredOn: ingediend_op, acceptedOn: aanvaard_op };
  return {
    version: versie,
    status: readCode(STATUS, status) ?? FilingStatus.UNKNOWN,
    ...days,
    days: aanwezig,
    settledBefore: lastSettledBefore(days, afrekeningen),
  };
}
