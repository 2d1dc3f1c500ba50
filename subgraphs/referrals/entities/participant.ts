import { Directive, Field, ID, Int, ObjectType } from "type-graphql";
import type { Fault } from "../../../schema/faults.js";
import type { Insz } from "../../../schema/identifiers.js";
import { DayScalar, InszScalar, type Day } from "../../../schema/scalars.js";
import { AgencyFile } from "../../kernel/agency-file.js";
import { AccessFacts, NameFact } from "../../kernel/facts.js";
import { KEPT } from "../../kernel/kept/kept-times.js";
import { forGroup, IDENTIFYING } from "../../kernel/who-may-read.js";
import { Municipality } from "../../kernel/municipality.js";
import { MediationAdvice } from "./mediation-advice.js";
import { PersonName } from "../../kernel/person-name.js";

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
  @Directive(IDENTIFYING)
  @Field(() => InszScalar, {
    nullable: true,
    description: "INSZ. The national number VDAB files the person under. Personal.",
  })
  insz?: Insz;
  @Directive(KEPT)
  @Directive(IDENTIFYING)
  @Field(() => PersonName, { nullable: true, description: "Naam. Personal. Source: VDAB." })
  name?: PersonName;
  @Directive(KEPT)
  @Directive(forGroup("person"))
  @Field(() => Int, { nullable: true, description: "Geboortejaar. Source: VDAB." })
  birthYear?: number | null;
  @Directive(KEPT)
  @Directive(forGroup("person"))
  @Field(() => Municipality, { nullable: true, description: "Woonplaats. Municipality of residence. Source: VDAB." })
  municipality?: Municipality | null;
  @Directive(KEPT)
  @Directive(forGroup("guidance"))
  @Field(() => MediationAdvice, {
    nullable: true,
    description: 'Bemiddelingsadvies "AMA sociale economie"; null when VDAB gave none.',
  })
  advice?: MediationAdvice | null | Fault;
  @Directive(KEPT)
  @Directive(forGroup("guidance"))
  @Field(() => DayScalar, {
    nullable: true,
    description: "Volgende inschatting voor. Day before which VDAB must assess again.",
  })
  assessmentDueOn?: Day | null;
  @Directive(KEPT)
  @Directive(forGroup("guidance"))
  @Field(() => AgencyFile, {
    nullable: true,
    description: "Dossier bij VDAB. How VDAB files this person; null when it has no file.",
  })
  vdabFile?: AgencyFile;
  @Field(() => AccessFacts, {
    nullable: true,
    description: "What VDAB knows that decides on access; for other subgraphs.",
  })
  @Directive("@inaccessible")
  accessFacts?: AccessFacts | null;
  @Field(() => ID, {
    nullable: true,
    description: "Whose facts these are; for a subgraph that is handed the facts of several people.",
  })
  @Directive("@inaccessible")
  factsAbout?: string | null;
  @Field(() => NameFact, { nullable: true, description: "The name that VDAB files; for other subgraphs." })
  @Directive("@inaccessible")
  nameFact?: NameFact | null;
  @Field(() => Boolean, {
    nullable: true,
    description: "Whether VDAB's own facts put this person in the asker's sight; for other subgraphs.",
  })
  @Directive("@inaccessible")
  referralSight?: boolean | null;
}
