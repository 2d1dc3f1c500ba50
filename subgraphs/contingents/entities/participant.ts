import { Directive, Field, Float, ID, ObjectType } from "type-graphql";
import { AgencyFile } from "../../kernel/agency-file.js";
import { AccessFacts, LegacyParticipationFact, PermissionFact } from "../../kernel/facts.js";
import { KEPT } from "../../kernel/kept/kept-times.js";
import { forGroup } from "../../kernel/who-may-read.js";
import { Phase } from "./phase.js";

const PERMISSION_FACTS =
  "permissionFacts { statute issuer status validFrom validTo revokedOn workplace unreadable } referralSight";
const ACCESS_FACTS =
  "advice { status validFrom validTo unreadable } assessments { assessedOn outcome hoursPerWeekAble unreadable } " +
  "statutes { kind validFrom validTo unreadable } withheld { part code }";

/** What `readiness` needs of VDAB and of the permitting bodies. */
export const READINESS_FACTS = `accessFacts { ${ACCESS_FACTS} } ${PERMISSION_FACTS}`;
/** What `phase` needs besides. */
const PHASE_FACTS = `accessFacts { ${ACCESS_FACTS} referredOn outflowOn } ${PERMISSION_FACTS}`;

/** What the obligations in an agreement need besides. */
export const OBLIGATION_FACTS = `${READINESS_FACTS} accessFacts { welfareActivities { validFrom validTo } }`;

/** The facts of other agencies as they are handed over with a person. */
export type Told = Pick<Participant, "accessFacts" | "permissionFacts" | "referralSight">;

/** What VDAB says of the asker's relation to the person. */
export const TOLD_SIGHT = '@requires(fields: "referralSight")';

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
  @Directive(KEPT)
  @Directive(forGroup("guidance"))
  @Directive(TOLD_SIGHT)
  @Field(() => Float, {
    nullable: true,
    description: "Uren per week. Hours agreed today over all running agreements; null when none runs. Source: LOKET.",
  })
  hoursPerWeek?: number | null;
  // Without what VDAB could tell of sight: gateways that stitch take a value type from one field with requirements alone.
  @Directive(KEPT)
  @Directive(forGroup("guidance"))
  @Field(() => AgencyFile, {
    nullable: true,
    description:
      "Dossier aan het loket. How the department's counter files this person; null when it has no file, and for VDAB's mediators.",
  })
  counterFile?: AgencyFile | null;
  @Directive(forGroup("guidance"))
  @Field(() => Phase, {
    nullable: true,
    description:
      "Fase. Where the person stands today, by the facts of VDAB, the permitting bodies and the counter; null, with an error, when what decides it is not known.",
  })
  @Directive(`@requires(fields: "${PHASE_FACTS}")`)
  phase?: Phase | null;
  @Field(() => AccessFacts, { nullable: true, description: "What VDAB knows that decides on access." })
  @Directive("@external")
  accessFacts?: AccessFacts | null;
  @Field(() => [PermissionFact], { nullable: true, description: "Permissions as far as they decide on activity." })
  @Directive("@external")
  permissionFacts?: PermissionFact[] | null;
  @Field(() => [LegacyParticipationFact], {
    nullable: true,
    description: "Where the person took part before 1 April 2021.",
  })
  @Directive("@external")
  legacyParticipations?: LegacyParticipationFact[] | null;
  @Field(() => Boolean, {
    nullable: true,
    description: "Whether VDAB's own facts put this person in the asker's sight.",
  })
  @Directive("@external")
  referralSight?: boolean | null;
  @Field(() => ID, { nullable: true, description: "Whose facts these are, where several people's are handed over." })
  @Directive("@external")
  factsAbout?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: "Whether the counter's own facts put this person in the asker's sight; for other subgraphs.",
  })
  @Directive("@inaccessible")
  guidanceSight?: boolean | null;
}
