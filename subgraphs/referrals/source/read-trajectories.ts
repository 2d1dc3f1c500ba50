import { z } from "zod";
import { Fault } from "../../../schema/faults.js";
import { parseJson } from "../../../platform/json/parse-json.js";
import { wireDay, wireEnterpriseNumber, wireInsz } from "../../kernel/wire-values.js";
import { readCode } from "../../kernel/read-code.js";
import { followPages } from "../../kernel/follow-pages.js";
import type { Trajectory } from "../statistics/trajectory.js";
import { OutflowRecord, StatuteRecord } from "./records.js";
import { REFERRAL_OF, STATUTE_OF, translateOutflow } from "./translate.js";

/** VDAB gives at most so many dossiers a page here, and holds no more pages than this. */
const MOST_DOSSIERS = 1_000;
const MOST_PAGES = 2_000;
const BOUNDS = { depth: 16, items: 10_000, values: 1_000_000 };

const TrajectoryRecord = z.object({
  klantnummer: z.string(),
  insz: wireInsz,
  opvolgendInsz: wireInsz.nullish(),
  nisCode: z.string().nullish(),
  statuten: z.array(z.unknown()),
  toeleidingen: z.array(
    z.object({ ondernemingsnummer: wireEnterpriseNumber.nullish(), datum: wireDay, status: z.string() }),
  ),
  doorstroom: OutflowRecord.nullish(),
});

const Page = z.object({
  naKlantnummer: z.string().optional(),
  _embedded: z.object({ trajecten: z.array(z.unknown()) }),
});

/**
 * Every dossier that VDAB lets be read, page by page, given to `take`; one whose record is not right is left out and counted.
 * @throws Fault
 */
export async function readTrajectories(
  ask: (path: string) => Promise<string>,
  markOf: (nationalNumber: string) => string,
  take: (trajectory: Trajectory) => void,
): Promise<{ leftOut: number }> {
  let leftOut = 0;
  const pages = followPages({
    agency: "VDAB",
    what: "trajectories",
    mostPages: MOST_PAGES,
    start: null,
    load: async (place) => {
      const page = readPage(
        await ask(`/trajecten/bulk?aantal=${MOST_DOSSIERS}${place ? `&naKlantnummer=${place}` : ""}`),
      );
      return { items: page._embedded.trajecten, next: page.naKlantnummer ?? null };
    },
  });
  for await (const { items } of pages)
    for (const item of items) {
      const record = TrajectoryRecord.safeParse(item);
      if (record.success) take(translate(record.data, markOf));
      else leftOut += 1;
    }
  return { leftOut };
}

function readPage(text: string): z.output<typeof Page> {
  try {
    return Page.parse(parseJson(text, BOUNDS));
  } catch {
    throw new Fault("AGENCY_UNREADABLE", "VDAB", "trajectories");
  }
}

function translate(record: z.output<typeof TrajectoryRecord>, markOf: (nationalNumber: string) => string): Trajectory {
  const statutes = record.statuten.flatMap((item) => {
    const statute = StatuteRecord.safeParse(item).data;
    const kind = statute && readCode(STATUTE_OF, statute.code);
    return kind ? [{ kind, validFrom: statute.van, validTo: statute.tot ?? null }] : [];
  });
  return {
    mark: markOf((record.opvolgendInsz ?? record.insz).reveal()),
    municipality: record.nisCode ?? null,
    statutes,
    referrals: record.toeleidingen.map(({ ondernemingsnummer, datum, status }) => ({
      organisation: ondernemingsnummer ?? null,
      referredOn: datum,
      status: readCode(REFERRAL_OF, status) ?? null,
    })),
    outflow: record.doorstroom ? translateOutflow(record.doorstroom) : null,
  };
}
