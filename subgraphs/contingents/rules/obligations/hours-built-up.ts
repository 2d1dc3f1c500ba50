import { Fault } from "../../../../schema/faults.js";
import type { Day } from "../../../../schema/scalars.js";
import { ObligationKind } from "../../entities/finding.js";
import { addMonths, dayAfter } from "../../../../schema/days.js";
import { hoursPerWeek } from "../hours-per-week.js";
import { LEAST_HOURS_PER_WEEK } from "../person-conditions.js";
import { memberActor, termOf, type AgreementRule } from "./agreement-facts.js";
import { edgesOf, lapsesIn, type Defect } from "./lapse.js";

/** Twelve hours a week are agreed, or are reached within the term for building them up; its last day is in time. */
export const hoursBuiltUp: AgreementRule = (facts, { monthsToBuildUp, hoursOver }, today) => {
  const { agreement, ofPerson } = facts;
  const counted = hoursOver === "PERSON" ? ofPerson : [agreement];
  const actor = memberActor(facts);
  const due = addMonths(agreement.startsOn, monthsToBuildUp);
  const judge = (on: Day): Defect | null => {
    if (!counted) return { met: null, actor, explanation: "The counter did not tell the person's other agreements." };
    const hours = hoursPerWeek(counted, on);
    if (hours instanceof Fault)
      return { met: null, actor, explanation: "The counter's record of the hours cannot be read." };
    if (hours === null) return { met: null, actor, explanation: "The counter does not tell the hours agreed." };
    if (hours >= LEAST_HOURS_PER_WEEK) return null;
    const explanation = `${hours} hours a week are agreed; ${LEAST_HOURS_PER_WEEK} are due by then.`;
    return { met: false, actor, explanation };
  };
  const changes = (counted ?? []).flatMap((one) =>
    one instanceof Fault
      ? edgesOf([one.readable])
      : [
          ...edgesOf([{ validFrom: one.startsOn, validTo: one.endsOn }]),
          ...edgesOf((one.hoursFaults ?? []).map(({ readable }) => readable)),
          ...one.hours.map(({ validFrom }) => validFrom),
        ],
  );
  return lapsesIn(ObligationKind.HOURS, { ...termOf(agreement), from: dayAfter(due) }, changes, judge, today);
};
