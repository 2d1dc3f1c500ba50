import { Field, ID, InputType, registerEnumType } from "type-graphql";
import { NisCodeScalar, type NisCode } from "../../../schema/scalars.js";
import { personConnectionOf } from "../../kernel/connection.js";
import { StatuteKind } from "../../kernel/statute-kind.js";
import { Participant } from "./participant.js";
import { ReferralStatus } from "./referral.js";

export const ParticipantConnection = personConnectionOf(() => Participant, "Participant", { nullable: true });

@InputType({ description: "Which participants; what is left out does not matter, what is given must all hold." })
export class ParticipantFilter {
  @Field(() => ID, { nullable: true, description: "Referred to this partnership (samenwerkingsverband)." })
  partnership?: string | null;
  @Field(() => [ReferralStatus], { nullable: true, description: "With a referral in one of these states." })
  referralStatus?: ReferralStatus[] | null;
  @Field(() => Boolean, {
    nullable: true,
    description: "True: advised and referred but not started, the waiting list (wachtlijst).",
  })
  waiting?: boolean | null;
  @Field(() => NisCodeScalar, { nullable: true, description: "Living in the municipality with this NIS code." })
  municipality?: NisCode | null;
  @Field(() => StatuteKind, { nullable: true, description: "Holding this statute today." })
  statute?: StatuteKind | null;
}

export enum ParticipantOrder {
  CLIENT_NUMBER = "CLIENT_NUMBER",
  ASSESSMENT_DUE = "ASSESSMENT_DUE",
  REFERRED = "REFERRED",
}
registerEnumType(ParticipantOrder, {
  name: "ParticipantOrder",
  description: "In which order participants are listed.",
  valuesConfig: {
    CLIENT_NUMBER: { description: "By VDAB's own client number: stable." },
    ASSESSMENT_DUE: { description: "The assessment that is due first comes first." },
    REFERRED: { description: "The oldest referral first." },
  },
});
