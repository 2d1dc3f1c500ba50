import type { Day } from "../../../schema/scalars.js";
import type { Actor } from "../entities/actor.js";
import { ConditionState, type Condition } from "../entities/readiness.js";

export type About = Pick<Condition, "kind" | "statute">;

export function met(about: About, since: Day | null, until: Day | null, explanation: string): Condition {
  return { ...about, agreement: null, state: ConditionState.MET, since, until, actor: null, explanation };
}

export function lacking(about: About, since: Day | null, actor: Actor, explanation: string): Condition {
  return { ...about, agreement: null, state: ConditionState.LACKING, since, until: null, actor, explanation };
}

export function unknown(about: About, actor: Actor, explanation: string): Condition {
  return { ...about, agreement: null, state: ConditionState.UNKNOWN, since: null, until: null, actor, explanation };
}
