import { Actor } from "../../entities/actor.js";
import { ObligationKind } from "../../entities/finding.js";
import { PERMITTED_BY, permissionConditions } from "../permission-conditions.js";
import { termOf, type AgreementRule } from "./agreement-facts.js";
import { defectOfCondition } from "./defect-of-condition.js";
import { edgesOf, lapsesIn, type Defect } from "./lapse.js";

/** For every statute held that needs one a permission is in force, on every day of the guidance. */
export const permissionHeld: AgreementRule = ({ agreement, access, permissions }, _policy, today) => {
  const term = termOf(agreement);
  if (!access) {
    const silent: Defect = { met: null, actor: Actor.VDAB, explanation: "VDAB did not tell the statutes held." };
    return lapsesIn(ObligationKind.PERMISSION, term, [], () => silent, today);
  }
  const changes = [
    ...edgesOf(access.statutes),
    ...edgesOf(permissions ?? []),
    ...(permissions ?? []).flatMap(({ revokedOn }) => revokedOn ?? []),
  ];
  const needing = [...new Set(access.statutes.map(({ kind }) => kind))].filter((kind) => PERMITTED_BY[kind]);
  return needing.flatMap((statute) => {
    const judge = (on: string) => {
      const condition = permissionConditions(access, permissions, on).find((one) => one.statute === statute);
      return condition ? defectOfCondition(condition) : null;
    };
    return lapsesIn(ObligationKind.PERMISSION, term, changes, judge, today);
  });
};
