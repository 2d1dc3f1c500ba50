import { Directive, Field, Int, ObjectType } from "type-graphql";
import { DayScalar, InstantScalar, type Day, type Instant } from "../../../schema/scalars.js";
import { OutflowCell } from "./outflow-cell.js";

@ObjectType({ description: "Doorstroom van allen. Source: VDAB's dossiers, read whole and kept for a short time." })
export class OutflowStatistics {
  @Field(() => InstantScalar, { description: "Tijdstip. Moment at which VDAB was asked." })
  asOf!: Instant;
  @Field(() => DayScalar, { description: "Tot en met. Nothing later counts: the end of the last quarter that ended." })
  until!: Day;
  @Field(() => Int, { description: "Weggelaten. Dossiers whose record breaks VDAB's own rules." })
  leftOut!: number;
  @Directive("@listSize(assumedSize: 50)")
  @Field(() => [OutflowCell], { description: "Groepen." })
  cells!: OutflowCell[];
}
