import { Directive, Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { DayScalar, type Day } from "../../../schema/scalars.js";
import { Insurance, type InsuranceFault } from "./insurance.js";
import { Organisation } from "./organisation.js";

export enum MemberRole {
  LEAD = "LEAD",
  PARTNER = "PARTNER",
}
registerEnumType(MemberRole, {
  name: "MemberRole",
  description: "Rol in het samenwerkingsverband.",
  valuesConfig: {
    LEAD: { description: "Penhouder: the maatwerkbedrijf that steers, divides the financing and reports." },
    PARTNER: { description: "Partner: guides participants." },
  },
});

@ObjectType({
  description:
    "Lidmaatschap. An organisation's part in a partnership. Source: the department's counter (LOKET). Readable by everybody.",
})
export class Membership {
  /** Not in the graph: the partnership it belongs to, for what is counted per member. */
  partnershipId!: string;
  /** Not in the graph: insurances that may be the member's and cannot be read. */
  insuranceFaults?: readonly InsuranceFault[];
  @Field(() => Organisation, { description: "Lid. The organisation." })
  organisation!: Organisation;
  @Field(() => MemberRole, { description: "Rol. Lead or partner." })
  role!: MemberRole;
  @Field(() => DayScalar, { description: "Lid sinds. First day." })
  validFrom!: Day;
  @Field(() => DayScalar, { nullable: true, description: "Lid tot. Last day; null is an open end." })
  validTo!: Day | null;
  @Directive("@listSize(assumedSize: 4)")
  @Field(() => [Insurance], {
    nullable: "items",
    description:
      "Verzekeringen. The member's policies, past ones too. One whose record cannot be read is null by itself.",
  })
  insurances!: Insurance[];
  @Field(() => Int, {
    nullable: true,
    description:
      "Aantal gekwalificeerde begeleiders in dienst vandaag. Each member must employ at least one; a qualification with an unknown code is not counted. To whoever does not see the guides: rounded down to a multiple of the small-cell limit (5) as of the last quarter end, refused SMALL_CELL below it.",
  })
  qualifiedGuides?: number | null;
}
