import { Directive, Field, Float, Int, ObjectType } from "type-graphql";
import { DayScalar, type Day } from "../../../schema/scalars.js";
import { LegacyScheme } from "../../kernel/legacy-scheme.js";
import { OutflowProject } from "./outflow-project.js";

@ObjectType({
  description:
    "Oude regeling. Work-oriented care as it was before AMA WSE. Its capacity is in full-time equivalents, those of today are trajectories: the two are never added. Source: the department's ledger. For everybody.",
})
export class LegacyRegime {
  @Field(() => LegacyScheme, { description: "Stelsel." })
  scheme!: LegacyScheme;
  @Field(() => String, { description: "Titel, as the department writes it." })
  title!: string;
  @Field(() => DayScalar, { nullable: true, description: "Geldig van. First day; null when no source gives it." })
  validFrom!: Day | null;
  @Field(() => DayScalar, { nullable: true, description: "Geldig tot. Last day." })
  validTo!: Day | null;
  @Field(() => Float, { nullable: true, description: "Deelnemers in voltijdse equivalenten (VTE)." })
  participantFte!: number | null;
  @Field(() => Float, { nullable: true, description: "Omkadering in voltijdse equivalenten (VTE): subsidised staff." })
  supportStaffFte!: number | null;
  @Field(() => Int, { nullable: true, description: "Aantal werkplaatsen." })
  workshops!: number | null;
  @Field(() => Float, {
    nullable: true,
    description:
      "Omkaderingsratio. Participants for each member of the staff, both in VTE; null when one is not known.",
  })
  ratio?: number | null;
  @Directive("@listSize(assumedSize: 25)")
  @Field(() => [OutflowProject], {
    nullable: true,
    description: "Doorstroomtrajecten within this regime; empty when there were none.",
  })
  outflowProjects!: OutflowProject[];
}
