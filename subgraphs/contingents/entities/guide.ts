import { Directive, Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { DayScalar, type Day } from "../../../schema/scalars.js";
import { forGroup } from "../../kernel/who-may-read.js";
import { Organisation } from "./organisation.js";

export enum QualificationKind {
  BACHELOR = "BACHELOR",
  PROFESSIONAL_TITLE = "PROFESSIONAL_TITLE",
  OTHER = "OTHER",
  UNKNOWN = "UNKNOWN",
}
registerEnumType(QualificationKind, {
  name: "QualificationKind",
  description: "Soort kwalificatie van een begeleider.",
  valuesConfig: {
    BACHELOR: { description: "Bachelordiploma in a social, psychological or pedagogical field." },
    PROFESSIONAL_TITLE: { description: "Titel van beroepsbekwaamheid (decreet 30 april 2004, art. 4 § 1)." },
    OTHER: { description: "Andere that the department accepted." },
    UNKNOWN: { description: "The counter gave a code that is not in its published list." },
  },
});

@ObjectType({
  description: "Kwalificatie. What makes somebody a qualified guide. Source: the department's counter (LOKET).",
})
export class Qualification {
  @Field(() => QualificationKind, { description: "Soort kwalificatie." })
  kind!: QualificationKind;
  @Field(() => DayScalar, { nullable: true, description: "Behaald op." })
  obtainedOn!: Day | null;
  @Field(() => String, { nullable: true, description: "Bewijs. The evidence as the member described it." })
  evidence!: string | null;
}

@ObjectType({
  description:
    "Begeleider. Somebody a member employs to guide participants. Source: the department's counter (LOKET), at the moment of asking. Readable by those who guide, manage or inspect.",
})
@Directive('@key(fields: "id")')
export class Guide {
  /** Not in the graph: where the guide's participants are counted. */
  partnershipId!: string;
  @Field(() => ID, { description: "The counter's own id of the guide." })
  id!: string;
  @Directive(forGroup("guidance"))
  @Field(() => String, { description: "Naam. First name and surname." })
  name!: string;
  @Field(() => Organisation, { description: "Werkgever. The member that employs the guide." })
  organisation!: Organisation;
  @Field(() => DayScalar, { description: "In dienst sinds." })
  employedFrom!: Day;
  @Field(() => DayScalar, { nullable: true, description: "In dienst tot; null while employed." })
  employedTo!: Day | null;
  @Field(() => Qualification, { nullable: true, description: "Kwalificatie; null when there is none." })
  qualification!: Qualification | null;
  @Directive(forGroup("guidance"))
  @Field(() => Int, {
    nullable: true,
    description:
      "Aantal deelnemers in begeleiding vandaag. Reported only: the law sets no ratio of guides to participants. For the lead, the organisation that employs the guide, and the department; null for others.",
  })
  activeParticipants?: number | null;
}
