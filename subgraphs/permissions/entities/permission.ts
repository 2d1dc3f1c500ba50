import { Directive, Field, ID, ObjectType } from "type-graphql";
import { DayScalar, InstantScalar, type Day, type Instant } from "../../../schema/scalars.js";
import { PermissionStatus } from "../../kernel/facts.js";
import { StatuteKind } from "../../kernel/statute-kind.js";
import type { Told } from "../source/told.js";
import { EvidenceKind } from "./evidence-kind.js";
import { Organisation } from "./organisation.js";

@ObjectType({
  description:
    "Toelating. What the adviserend arts or the OCMW decided on the activities, for one statute. Never a diagnosis, an illness or a category of one. A field that the network withholds for lack of authorisation is null with an error FILTERED; without an error it does not exist. Source: MAGDA, at the moment of asking.",
})
@Directive('@key(fields: "id")')
export class Permission {
  @Field(() => ID, { description: "Opaque: the participant's id and the network's own id of the permission." })
  id!: string;
  @Field(() => StatuteKind, { description: "Hoedanigheid. The statute it was asked for." })
  statute!: StatuteKind;
  @Field(() => Organisation, {
    nullable: true,
    description: "Beslisser. The sickness fund or OCMW that decides; null when none is needed.",
  })
  issuer!: Told<Organisation>;
  @Field(() => PermissionStatus, {
    nullable: true,
    description:
      "Status on the day asked for, today unless told. Before its first day a granted permission still counts as REQUESTED: it does not hold yet. Null, with an error, when its period was withheld or is impossible.",
  })
  status!: Told<PermissionStatus>;
  @Field(() => DayScalar, { nullable: true, description: "Datum aanvraag. Day on which it was asked for." })
  requestedOn!: Told<Day>;
  @Field(() => DayScalar, {
    nullable: true,
    description: "Datum beslissing. May be later than the first day: some decisions look back.",
  })
  decidedOn!: Told<Day>;
  @Field(() => DayScalar, { nullable: true, description: "Begin van de periode. First day on which it holds." })
  validFrom!: Told<Day>;
  @Field(() => DayScalar, { nullable: true, description: "Einde van de periode. Last day; null is an open end." })
  validTo!: Told<Day>;
  @Field(() => DayScalar, {
    nullable: true,
    description: "Datum herroeping. First day on which it no longer holds, when it was revoked.",
  })
  revokedOn!: Told<Day>;
  @Field(() => String, { nullable: true, description: "Werkpost. The workplace the permission is tied to." })
  workplace!: string | null;
  @Field(() => EvidenceKind, { nullable: true, description: "Bewijsstuk. On what it was decided." })
  evidence!: EvidenceKind | null;
  @Field(() => InstantScalar, { description: "Moment at which the network said this." })
  asOf!: Instant;
}
