import { Directive, Field, Int, ObjectType } from "type-graphql";
import type { AgencyName } from "../../../schema/agencies.js";
import { AgencyEnum } from "../../../schema/agency-enum.js";
import type { Capacity, Purpose } from "../../../schema/mandate.js";
import { InstantScalar, type Instant } from "../../../schema/scalars.js";
import { Organisation } from "./organisation.js";
import { CapacityEnum, PurposeEnum } from "./viewer.js";

@ObjectType({
  description:
    "Raadpleging. That somebody was told something of this person: by which organisation and why, never by name. Source: the access log of the graph, written before the answer left. Readable by the person concerned and by inspectors.",
})
export class Access {
  @Field(() => InstantScalar, { description: "Tijdstip." })
  at!: Instant;
  @Field(() => Organisation, {
    nullable: true,
    description: "Organisatie in whose name was asked; null for the person concerned.",
  })
  organisation!: Organisation | null;
  @Field(() => String, {
    nullable: true,
    description: "Naam van de organisatie, as it was when it asked; null for the person concerned.",
  })
  organisationName!: string | null;
  @Field(() => CapacityEnum, { description: "Hoedanigheid in which was asked." })
  capacity!: Capacity;
  @Field(() => PurposeEnum, { description: "Finaliteit for which was asked." })
  purpose!: Purpose;
  @Field(() => String, { description: "Rechtsgrond that was stated." })
  legalContext!: string;
  @Field(() => AgencyEnum, {
    nullable: true,
    description: "Instantie whose system was asked; null for this very log, which the graph keeps itself.",
  })
  agency!: AgencyName | null;
  @Directive("@listSize(assumedSize: 10)")
  @Field(() => [String], {
    description:
      "Velden that held data, and by what the person was found, as schema coordinates: `Type.field`, `Type.field(argument:)`, `Input.field`. Never what they held or were given.",
  })
  fields!: readonly string[];
  @Field(() => Boolean, {
    description:
      "Enkel door een regel. Whether the facts went to a rule of the graph, such as that of readiness, and to nobody.",
  })
  byRule!: boolean;
  @Field(() => String, { description: "Kenmerk of the request; raadplegingen of one request have the same." })
  requestId!: string;
}

@ObjectType({ description: "One Access in a list, with its cursor." })
export class AccessEdge {
  @Field(() => String, { description: "Opaque place in the list." })
  cursor!: string;
  @Field(() => Access, { description: "The item itself." })
  node!: Access;
}

@ObjectType({ description: "Where a page stands in its list, as Relay connections say it." })
@Directive("@shareable")
export class PageInfo {
  @Field(() => Boolean, { description: "Whether there is more after this page." })
  hasNextPage!: boolean;
  @Field(() => String, { nullable: true, description: "Cursor of the last item: ask `after` it for the next page." })
  endCursor!: string | null;
}

@ObjectType({ description: "A page of a list of Access, newest first." })
export class AccessConnection {
  @Field(() => [AccessEdge], { description: "The items of this page." })
  edges!: AccessEdge[];
  @Field(() => PageInfo, { description: "Where this page stands." })
  pageInfo!: PageInfo;
  @Field(() => Int, { description: "How many items the whole list has." })
  totalCount!: number;
}
