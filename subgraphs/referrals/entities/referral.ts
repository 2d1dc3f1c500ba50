import { Directive, Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { DayScalar, type Day } from "../../../schema/scalars.js";
import { Organisation } from "./organisation.js";
import { Participant } from "./participant.js";
import { Partnership } from "./partnership.js";

export enum ReferralStatus {
  REFERRED = "REFERRED",
  ACCEPTED = "ACCEPTED",
  REFUSED = "REFUSED",
  WITHDRAWN = "WITHDRAWN",
  STARTED = "STARTED",
  ENDED = "ENDED",
  UNKNOWN = "UNKNOWN",
}
registerEnumType(ReferralStatus, {
  name: "ReferralStatus",
  description: "Status van de toeleiding.",
  valuesConfig: {
    REFERRED: { description: "Verwezen: the partnership has not answered yet." },
    ACCEPTED: { description: "Aanvaard: the person waits to start." },
    REFUSED: { description: "Geweigerd by the partnership." },
    WITHDRAWN: { description: "Ingetrokken by VDAB." },
    STARTED: { description: "Gestart: the activities began." },
    ENDED: { description: "Beëindigd." },
    UNKNOWN: { description: "VDAB gave a code that is not in the published list." },
  },
});

@ObjectType({
  description: "Toeleiding. VDAB refers a participant to a partnership. Source: VDAB dossier, at the moment of asking.",
})
@Directive('@key(fields: "id")')
export class Referral {
  @Field(() => ID, { description: "Opaque id of the referral." })
  id!: string;
  @Field(() => Participant, { description: "Deelnemer. Who is referred." })
  participant!: Participant;
  @Field(() => Partnership, { nullable: true, description: "Samenwerkingsverband. To which partnership." })
  partnership!: Partnership | null;
  @Field(() => Organisation, { nullable: true, description: "Organisatie. Which member is asked to guide." })
  organisation!: Organisation | null;
  @Field(() => ReferralStatus, { description: "Status. Where it stands." })
  status!: ReferralStatus;
  @Field(() => DayScalar, { description: "Datum van de toeleiding." })
  referredOn!: Day;
  @Field(() => DayScalar, { nullable: true, description: "Datum van het antwoord; null while there is none." })
  answeredOn!: Day | null;
  @Field(() => Int, {
    nullable: true,
    description:
      "Wachttijd in dagen. Days since the referral while the person waits to start; null when nobody waits (any more).",
  })
  waitingDays?: number | null;
}
