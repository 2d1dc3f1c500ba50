import { addMonths } from "../../../schema/days.js";
import type { Day } from "../../../schema/scalars.js";
import { PeopleTable } from "../../kernel/statistics/people-table.js";
import type { Together } from "../../kernel/statistics/withhold-rows.js";
import { OutflowDestination, type Outflow } from "../entities/outflow.js";
import { ReferralStatus } from "../entities/referral.js";
import { readableOf } from "../../kernel/record-fault.js";
import { heldOn } from "../rules/held-on.js";
import { provinceOf } from "./province.js";
import type { Trajectory } from "./trajectory.js";

export const MONTHS = [6, 12, 24] as const;
export type Months = (typeof MONTHS)[number];
export const DIMENSIONS = ["STATUTE", "PROVINCE", "PARTNER", "YEAR"] as const;
export type Dimension = (typeof DIMENSIONS)[number];
export type Figure = "paidWork" | `within${Months}` | `employed${Months}`;
const FIGURES: readonly Figure[] = [
  "paidWork",
  ...MONTHS.map((months) => `within${months}` as const),
  ...MONTHS.map((months) => `employed${months}` as const),
];

/** A part of a figure that says that it is so, that it is not, or that it cannot be told yet. */
export type Part = "YES" | "NO" | "NOT_YET";

export interface OutflowTables {
  readonly byFigure: Record<Dimension, Record<Figure, PeopleTable>>;
  /** Who flowed out within six months did so within twelve: one figure less another is a group of its own. */
  readonly together: Together<Dimension, Figure>;
}

const PAID_WORK: ReadonlySet<OutflowDestination> = new Set([
  OutflowDestination.REGULAR_ECONOMY,
  OutflowDestination.SOCIAL_ENTERPRISE,
  OutflowDestination.INDIVIDUAL_ADAPTED_WORK,
  OutflowDestination.LOCAL_SERVICES_ECONOMY,
]);

/** Counts people by what is alike of them, so that each costs little; the tables are made at the end. */
export class OutflowCounts {
  readonly #alike = new Map<
    string,
    { dimension: Dimension; rows: string[]; parts: Record<Figure, Part>; people: number }
  >();

  /** Somebody whose activities began: once, by the newest referral that led to them, as things stood on the last day. */
  add(trajectory: Trajectory, until: Day): void {
    const start = startedReferral(trajectory, until);
    if (!start) return;
    const outflow = trajectory.outflow && trajectory.outflow.on <= until ? trajectory.outflow : null;
    const parts = partsOf(start.referredOn, outflow, until);
    const ending = Object.values(parts).join();
    const rows = rowsOf(trajectory, start);
    for (const dimension of DIMENSIONS) {
      const key = `${dimension} ${rows[dimension].join()} ${ending}`;
      const alike = this.#alike.get(key);
      if (alike) alike.people += 1;
      else this.#alike.set(key, { dimension, rows: rows[dimension], parts, people: 1 });
    }
  }

  tables(): OutflowTables {
    const byFigure = () => Object.fromEntries(FIGURES.map((figure) => [figure, new PeopleTable()]));
    const tables = Object.fromEntries(
      DIMENSIONS.map((dimension) => [dimension, byFigure()]),
    ) as OutflowTables["byFigure"];
    const together = Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, new PeopleTable()]));
    for (const { dimension, rows, parts, people } of this.#alike.values()) {
      for (const figure of FIGURES) tables[dimension][figure].addPeople(rows, parts[figure], people);
      together[dimension]!.addPeople(rows, FIGURES.map((figure) => parts[figure]).join(" "), people);
    }
    return {
      byFigure: tables,
      together: {
        tables: together as Record<Dimension, PeopleTable>,
        questions: (["YES", "NOT_YET"] as const).map((answer) => (part, figure) => partIn(part, figure) === answer),
        besides: (figure) => FIGURES.slice(0, figure.startsWith("employed") ? 1 : FIGURES.indexOf(figure)),
      },
    };
  }
}

function partIn(parts: string, figure: Figure): string | undefined {
  return parts.split(" ")[FIGURES.indexOf(figure)];
}

/** Whether an outflow is one to paid work. */
export function isPaidWork({ destination }: Outflow): boolean {
  return PAID_WORK.has(destination);
}

function startedReferral({ referrals }: Trajectory, until: Day): Trajectory["referrals"][number] | undefined {
  return referrals
    .filter(({ status }) => status === ReferralStatus.STARTED || status === ReferralStatus.ENDED)
    .filter(({ referredOn }) => referredOn <= until)
    .sort((a, b) => b.referredOn.localeCompare(a.referredOn))[0];
}

function rowsOf(
  { statutes, municipality }: Trajectory,
  { referredOn, organisation }: Trajectory["referrals"][number],
): Record<Dimension, string[]> {
  const province = municipality === null ? undefined : provinceOf(municipality);
  return {
    STATUTE: [...new Set(readableOf(heldOn(statutes, referredOn)).map(({ kind }) => kind))],
    PROVINCE: province ? [province] : [],
    PARTNER: organisation === null ? [] : [organisation],
    YEAR: [referredOn.slice(0, 4)],
  };
}

function partsOf(referredOn: Day, outflow: Outflow | null, until: Day): Record<Figure, Part> {
  const paid = outflow !== null && isPaidWork(outflow) ? outflow : null;
  return {
    paidWork: paid ? "YES" : "NO",
    within6: isWithin(referredOn, 6, paid, until),
    within12: isWithin(referredOn, 12, paid, until),
    within24: isWithin(referredOn, 24, paid, until),
    employed6: isEmployed(paid, 6, until),
    employed12: isEmployed(paid, 12, until),
    employed24: isEmployed(paid, 24, until),
  };
}

function isWithin(referredOn: Day, months: Months, paid: Outflow | null, until: Day): Part {
  const end = addMonths(referredOn, months);
  if (end > until) return "NOT_YET";
  return paid && paid.on <= end ? "YES" : "NO";
}

function isEmployed(paid: Outflow | null, months: Months, until: Day): Part {
  if (!paid || addMonths(paid.on, months) > until) return "NOT_YET";
  const known = paid[`employedAfter${months}Months`];
  return known === null ? "NOT_YET" : known ? "YES" : "NO";
}
