import { Directive, Field, ID, ObjectType } from "type-graphql";
import type { Insz } from "../../../schema/identifiers.js";
import { DECIDES } from "../../../schema/override-labels.js";
import { InszScalar } from "../../../schema/scalars.js";
import { AgencyFile } from "../../kernel/agency-file.js";
import { NameFact, PermissionFact } from "../../kernel/facts.js";
import { PersonName } from "../../kernel/person-name.js";
import { forGroup, IDENTIFYING } from "../../kernel/who-may-read.js";
import { ConfirmedStatute } from "./confirmed-statute.js";
import { SupportMeasure } from "./support-measure.js";

/** What `maySee` needs of VDAB and of the department's counter. */
export const TOLD_SIGHT = '@requires(fields: "referralSight guidanceSight")';

const OF_DECIDERS = `@override(from: "referrals", label: "${DECIDES}")`;

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
  // For those who decide on permissions: whom they decide on is known here alone.
  @Directive(IDENTIFYING)
  @Directive(OF_DECIDERS)
  @Field(() => InszScalar, {
    nullable: true,
    description: "INSZ. The national number under which the person was asked for. Personal.",
  })
  insz?: Insz;
  @Directive(IDENTIFYING)
  @Directive(OF_DECIDERS)
  @Directive('@requires(fields: "nameFact { name { first last } withheldFor }")')
  @Field(() => PersonName, { nullable: true, description: "Naam. Personal. Source: VDAB." })
  name?: PersonName | null;
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
    nullable: "itemsAndList",
    description:
      "Ondersteuningsmaatregelen. Rights to employment measures; empty when there are none. One whose record cannot be read is null by itself. Null for sickness funds and OCMWs, who do not decide on them.",
  })
  supportMeasures?: (SupportMeasure | null)[] | null;
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
  @Field(() => NameFact, { nullable: true, description: "The name that VDAB files." })
  @Directive("@external")
  nameFact?: NameFact | null;
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
