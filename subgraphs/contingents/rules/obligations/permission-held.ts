import { addMonths } from "../../../../schema/days.js";
import { ObligationKind } from "../../entities/finding.js";
import { PERMITTED_BY, permissionConditions } from "../permission-conditions.js";
import { termOf, type AgreementRule } from "./agreement-facts.js";
import { defectOfCondition } from "./defect-of-condition.js";
import { edgesOf, lapsesIn } from "./lapse.js";

/**
 * For every statute held that needs one a permission is in force for the workplace, on every day of the guidance; by the
 * same rule as readiness has for one day.
 */
export const permissionHeld: AgreementRule = ({ agreement, access, permissions, place }, policy, today) => {
  const statutes = access?.statutes ?? [];
  const changes = [
    ...edgesOf(statutes),
    ...edgesOf(permissions ?? []),
    ...(permissions ?? []).flatMap(({ revokedOn, validFrom }) => [
      ...(revokedOn === null ? [] : [revokedOn]),
      ...(validFrom === null ? [] : [addMonths(validFrom, policy.permission.standsMonths)]),
    ]),
  ];
  const judgeOf = (statute: (typeof statutes)[number]["kind"]) => (on: string) => {
    const conditions = permissionConditions(access, permissions, place, on, policy.permission);
    const condition = conditions.find((one) => one.statute === statute);
    return condition ? defectOfCondition(condition) : null;
  };
  // Without a statute: what VDAB did not tell, or does not say which it is.
  const needing = [...new Set([...statutes.map(({ kind }) => kind), null])].filter(
    (kind) => kind === null || PERMITTED_BY[kind] !== undefined,
  );
  return needing.flatMap((statute) =>
    lapsesIn(ObligationKind.PERMISSION, termOf(agreement), changes, judgeOf(statute), today),
  );
};
