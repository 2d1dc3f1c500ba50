import { Directive, Field, ID, ObjectType, registerEnumType } from "type-graphql";
import type { Fault } from "../../../schema/faults.js";
import { FilingFacts, LegacyRecognitionFact } from "../../kernel/facts.js";
import { Municipality } from "../../kernel/municipality.js";
import { Regulation } from "../../kernel/regulation.js";
import { Contingent } from "./contingent.js";
import { Insurance, type InsuranceFault } from "./insurance.js";
import { Membership } from "./membership.js";
import { Organisation } from "./organisation.js";
import { Participant } from "./participant.js";

export { Regulation };

export enum PartnershipStatus {
  ACTIVE = "ACTIVE",
  ENDED = "ENDED",
  UNKNOWN = "UNKNOWN",
}
registerEnumType(PartnershipStatus, {
  name: "PartnershipStatus",
  description: "Status van het samenwerkingsverband.",
  valuesConfig: {
    ACTIVE: { description: "Actief." },
    ENDED: { description: "Stopgezet." },
    UNKNOWN: { description: "The counter gave a code that is not in its published list." },
  },
});

/** What `compliance` needs of the department's ledger. */
export const REQUIRED_FILINGS =
  "filingFacts { withheldFor filings { quarter version deliveredOn acceptedOn settledBefore } }";

@ObjectType({
  description:
    "Samenwerkingsverband. A maatwerkbedrijf with its partners: it steers, divides the funding and reports; all of them guide participants. Source: the department's counter (LOKET), at the moment of asking. Readable by everybody.",
})
@Directive('@key(fields: "id")')
export class Partnership {
  /** Not in the graph: what of its lists cannot be read. */
  faults?: {
    readonly members: readonly Fault[];
    readonly contingents: readonly Fault[];
    readonly insurances: readonly InsuranceFault[];
  };
  @Field(() => ID, { description: "The department's own id of the partnership." })
  id!: string;
  @Field(() => String, { description: "Naam." })
  name!: string;
  @Field(() => Regulation, { description: "Regelgeving. Under which rules it was recognised." })
  regulation!: Regulation;
  @Field(() => PartnershipStatus, { description: "Status." })
  status!: PartnershipStatus;
  @Field(() => Organisation, { description: "Penhouder. The maatwerkbedrijf that steers." })
  lead!: Organisation;
  @Field(() => Municipality, { nullable: true, description: "Gemeente van de penhouder." })
  municipality!: Municipality | null;
  @Directive("@listSize(assumedSize: 5)")
  @Field(() => [Membership], {
    nullable: "items",
    description: "Leden. Lead and partners, past ones too. One whose record cannot be read is null by itself.",
  })
  members!: Membership[];
  @Directive("@listSize(assumedSize: 5)")
  @Field(() => [Contingent], {
    nullable: "items",
    description:
      "Contingenten, applied for and granted, by year, oldest first. One whose record cannot be read is null by itself.",
  })
  contingents!: Contingent[];
  @Field(() => [Participant], {
    nullable: true,
    description:
      "Whose days the drop folder may still tell; for what is worked out over them with the facts of other agencies. Null out of sight.",
  })
  @Directive("@inaccessible")
  guided?: Participant[] | null;
  @Directive("@listSize(assumedSize: 10)")
  @Field(() => [Insurance], {
    nullable: "items",
    description: "Verzekeringen of all members, past ones too. One whose record cannot be read is null by itself.",
  })
  insurances!: Insurance[];
  @Field(() => [LegacyRecognitionFact], {
    nullable: true,
    description: "What its members offered before 1 April 2021.",
  })
  @Directive("@external")
  legacyRecognitions?: LegacyRecognitionFact[] | null;
  @Field(() => FilingFacts, { nullable: true, description: "The statements that the department filed." })
  @Directive("@external")
  filingFacts?: FilingFacts | null;
}
