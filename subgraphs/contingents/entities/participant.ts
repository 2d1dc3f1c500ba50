import { Directive, Field, Float, ID, ObjectType } from "type-graphql";
import { AgencyFile } from "../../kernel/agency-file.js";
import { AccessFacts, PermissionFact } from "../../kernel/facts.js";
import { Phase } from "./phase.js";

/** What `readiness` and `phase` need of VDAB and of the permitting bodies. */
export const REQUIRED_FACTS =
  "accessFacts { advice { status validFrom validTo } assessments { assessedOn outcome hoursPerWeekAble } " +
  "statutes { kind validFrom validTo } referredOn outflowOn } " +
  "permissionFacts { statute status validFrom validTo revokedOn }";

@ObjectType({
  description:
    "Deelnemer. A person who takes part, or is on the way to taking part, in work-oriented activities in the social economy.",
})
@Directive('@key(fields: "id")')
export class Participant {
  @Field(() => ID, {
    description: "Opaque and stable; the same person has the same id everywhere. Never a national number.",
  })
  id!: string;
  @Field(() => Float, {
    nullable: true,
    description: "Uren per week. Hours agreed today over all running agreements; null when none runs. Source: LOKET.",
  })
  hoursPerWeek?: number | null;
  @Field(() => AgencyFile, {
    nullable: true,
    description: "Dossier aan het loket. How the department's counter files this person; null when it has no file.",
  })
  counterFile?: AgencyFile | null;
  @Field(() => Phase, {
    nullable: true,
    description:
      "Fase. Where the person stands today, by the facts of VDAB, the permitting bodies and the counter; null when an agency that decides it did not answer.",
  })
  @Directive(`@requires(fields: "${REQUIRED_FACTS}")`)
  phase?: Phase | null;
  @Field(() => AccessFacts, { nullable: true, description: "What VDAB knows that decides on access." })
  @Directive("@external")
  accessFacts?: AccessFacts | null;
  @Field(() => [PermissionFact], { nullable: true, description: "Permissions as far as they decide on activity." })
  @Directive("@external")
  permissionFacts?: PermissionFact[] | null;
}
