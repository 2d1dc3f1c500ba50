import type { Settings } from "../../../platform/settings.js";
import type { Fault } from "../../../schema/faults.js";
import type { Asking } from "../../kernel/asking.js";
import type { LegacyParticipationFact, LegacyRecognitionFact } from "../../kernel/facts.js";
import type { Found } from "../../kernel/loader.js";
import type { LegacyRegime } from "../entities/legacy-regime.js";
import { groupBy, mapValues } from "./group-by.js";
import type { LedgerPool, Row } from "./ledger-pool.js";
import { read, readList, readRecord } from "./read-row.js";
import {
  LegacyParticipationRecord,
  LegacyRecognitionRecord,
  LegacyRegimeRecord,
  PartnershipRecord,
} from "./records.js";
import { LEGACY_PARTICIPATIONS, LEGACY_RECOGNITIONS, LEGACY_REGIMES } from "./statements.js";
import { translateLegacyParticipation, translateLegacyRecognition, translateLegacyRegime } from "./translate-legacy.js";

/** What the ledger tells of the years before 1 April 2021. */
export interface LegacyReads {
  /** @throws Fault */
  askLegacyRegimes(asking: Asking): Promise<LegacyRegime[]>;
  /** By partnership: what its members offered before AMA WSE, the oldest first; one without any is missing. */
  askLegacyRecognitions(partnerships: readonly string[], asking: Asking): Promise<Found<LegacyRecognitionFact[]>>;
  /** Where each took part before AMA WSE, the oldest first; whoever did not is missing. */
  askLegacyParticipations(participants: readonly string[], asking: Asking): Promise<Found<LegacyParticipationFact[]>>;
}

/** Asks for persons; `translate` gets the rows of one person. */
type AskByPerson = <T>(
  label: string,
  sql: string,
  keys: readonly string[],
  asking: Asking,
  translate: (rows: readonly Row[]) => T | Fault | undefined,
) => Promise<Found<T>>;

export function createLegacyReads(
  pool: LedgerPool,
  askByPerson: AskByPerson,
  { AMA_SMALL_CELL_LIMIT }: Pick<Settings, "AMA_SMALL_CELL_LIMIT">,
): LegacyReads {
  return {
    async askLegacyRegimes(asking) {
      const rows = await pool.ask(asking, "legacyRegimes", LEGACY_REGIMES);
      return rows.map((row) =>
        translateLegacyRegime(readRecord(LegacyRegimeRecord, row, "an old regime"), AMA_SMALL_CELL_LIMIT),
      );
    },
    async askLegacyRecognitions(partnerships, asking) {
      const label = "legacyRecognitions";
      const rows = await pool.ask(asking, label, LEGACY_RECOGNITIONS, [partnerships]);
      const byPartnership = groupBy(rows, (row) => read(PartnershipRecord, row, label).id);
      return mapValues(byPartnership, (own) =>
        readList(LegacyRecognitionRecord, translateLegacyRecognition, own, "an old recognition"),
      );
    },
    askLegacyParticipations: (keys, asking) =>
      askByPerson("legacyParticipations", LEGACY_PARTICIPATIONS, keys, asking, readParticipations),
  };
}

function readParticipations(rows: readonly Row[]): LegacyParticipationFact[] | Fault | undefined {
  const places = rows.filter(({ stelsel }) => stelsel !== null);
  if (places.length === 0) return undefined;
  return readList(LegacyParticipationRecord, translateLegacyParticipation, places, "an old participation");
}
