import { Field, ID, InputType } from "type-graphql";
import type { EnterpriseNumber } from "../../../schema/identifiers.js";
import { DayScalar, EnterpriseNumberScalar, NisCodeScalar, type Day, type NisCode } from "../../../schema/scalars.js";
import { connectionOf, personConnectionOf } from "../../kernel/connection.js";
import { GuidanceAgreement } from "./guidance-agreement.js";
import { OccupancyState } from "./occupancy.js";
import { Participant } from "./participant.js";
import { Partnership, PartnershipStatus } from "./partnership.js";

export const PartnershipConnection = connectionOf(() => Partnership, "Partnership", { nullable: true });
export const GuidanceAgreementConnection = personConnectionOf(() => GuidanceAgreement, "GuidanceAgreement", {
  nullable: true,
});
export const ParticipantConnection = personConnectionOf(() => Participant, "Participant", { nullable: true });

@InputType({ description: "Which partnerships; what is left out does not matter, what is given must all hold." })
export class PartnershipFilter {
  @Field(() => PartnershipStatus, { nullable: true, description: "Status." })
  status?: PartnershipStatus | null;
  @Field(() => NisCodeScalar, { nullable: true, description: "NIS-code van de gemeente van de penhouder." })
  municipality?: NisCode | null;
  @Field(() => EnterpriseNumberScalar, { nullable: true, description: "Ondernemingsnummer van de penhouder." })
  lead?: EnterpriseNumber | null;
  @Field(() => EnterpriseNumberScalar, {
    nullable: true,
    description: "Ondernemingsnummer van een lid, lead or partner, today.",
  })
  member?: EnterpriseNumber | null;
  @Field(() => [OccupancyState], { nullable: true, description: "Stand van de bezetting today is one of these." })
  occupancy?: OccupancyState[] | null;
  @Field(() => [OccupancyState], { nullable: true, description: "Verwachte stand op jaareinde is one of these." })
  projected?: OccupancyState[] | null;
}

@InputType({ description: "Which participants of a partnership; what is given must hold for one agreement." })
export class PartnershipParticipantFilter {
  @Field(() => DayScalar, { nullable: true, description: "With an agreement that runs on this day." })
  activeOn?: Day | null;
  @Field(() => EnterpriseNumberScalar, { nullable: true, description: "Guided by this member." })
  organisation?: EnterpriseNumber | null;
  @Field(() => ID, { nullable: true, description: "Guided by this guide." })
  guide?: string | null;
}
