import { dayNumber, isoDay } from "../population/calendar.js";
import { VDAB_SERVICES } from "../population/organisations.js";
import type { Person } from "../population/world.js";

/** In whose name a request reads: of one service, or of a customer of VDAB that holds the rights of many. */
export type Reader = { readonly service: string } | "AFNEMER";

/** The header in which a request says so. */
export const READER_HEADER = "x-vdab-inzage";

/** Why a request is refused whole. */
export type ReaderRefusal = { reden: "INZAGE_ONTBREEKT" | "DIENST_ONBEKEND"; message: string };

/** Reads `afnemer` or `dienst OVO990012`. */
export function readReader(header: unknown): Reader | ReaderRefusal {
  if (header === "afnemer") return "AFNEMER";
  const service = /^dienst (OVO\d{6})$/.exec(String(header))?.[1];
  if (service && VDAB_SERVICES.some(({ ovo }) => ovo === service)) return { service };
  return typeof header === "string" && header.startsWith("dienst ")
    ? { reden: "DIENST_ONBEKEND", message: "Geen dienst van VDAB" }
    : {
        reden: "INZAGE_ONTBREEKT",
        message: `Zeg in ${READER_HEADER} namens wie u leest: afnemer, of dienst en OVO-code`,
      };
}

export interface ReadRule {
  today: string;
  /** How many days the service that handed a dossier over still reads it; 0: from the day of the transfer on it does not. */
  daysAfterTransfer: number;
}

/** Whether the reader has the right to read (inzagerecht) by where the dossier is. */
export function mayRead(
  { service, transfers }: Person,
  reader: Reader,
  { today, daysAfterTransfer }: ReadRule,
): boolean {
  if (reader === "AFNEMER" || reader.service === service) return true;
  const since = isoDay(dayNumber(today) - daysAfterTransfer);
  return transfers.some(({ from, on }) => from === reader.service && on > since && on <= today);
}
