import { Directive, Field, ID, ObjectType } from "type-graphql";
import { AgencyFile } from "../../kernel/agency-file.js";
import { PermissionFact } from "../../kernel/facts.js";
import { forGroup } from "../../kernel/who-may-read.js";
import { ConfirmedStatute } from "./confirmed-statute.js";
import { SupportMeasure } from "./support-measure.js";

/** What `maySee` needs of VDAB and of the department's counter. */
export const TOLD_SIGHT = '@requires(fields: "referralSight guidanceSight")';

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
  @Directive(forGroup("permissions"))
  @Directive(TOLD_SIGHT)
  @Directive("@listSize(assumedSize: 3)")
  @Directive("@cost(weight: 3)")
  @Field(() => [ConfirmedStatute], {
    nullable: "itemsAndList",
    description:
      "Bevestigde hoedanigheden. What the network confirms. Where one of its services does not answer, one item is null and an error says why; the others answer. An OCMW sees the living wage that it pays itself.",
  })
  confirmedStatutes?: (ConfirmedStatute | null)[] | null;
  @Directive(forGroup("permissions"))
  @Directive(TOLD_SIGHT)
  @Directive("@listSize(assumedSize: 3)")
  @Directive("@cost(weight: 3)")
  @Field(() => [SupportMeasure], {
    nullable: true,
    description:
      "Ondersteuningsmaatregelen. Rights to employment measures; empty when there are none. Null for sickness funds and OCMWs, who do not decide on them.",
  })
  supportMeasures?: SupportMeasure[] | null;
  @Directive(forGroup("permissions"))
  @Directive(TOLD_SIGHT)
  @Field(() => AgencyFile, {
    nullable: true,
    description:
      "Dossier bij het netwerk. Always under the number now in force; null when the network does not know the person.",
  })
  networkFile?: AgencyFile | null;
  @Field(() => [PermissionFact], {
    nullable: true,
    description: "Every permission, past ones too, as far as it decides on access; for other subgraphs.",
  })
  @Directive("@inaccessible")
  @Directive(TOLD_SIGHT)
  permissionFacts?: PermissionFact[] | null;
  @Field(() => Boolean, {
    nullable: true,
    description: "Whether VDAB's own facts put this person in the asker's sight.",
  })
  @Directive("@external")
  referralSight?: boolean | null;
  @Field(() => Boolean, {
    nullable: true,
    description: "Whether the counter's own facts put this person in the asker's sight.",
  })
  @Directive("@external")
  guidanceSight?: boolean | null;
}
