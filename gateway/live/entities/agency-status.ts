import { Field, Float, ObjectType, registerEnumType } from "type-graphql";
import type { AgencyName } from "../../../schema/agencies.js";
import { AgencyEnum } from "../../../schema/agency-enum.js";
import { InstantScalar, type Instant } from "../../../schema/scalars.js";

export enum AgencyState {
  UP = "UP",
  DEGRADED = "DEGRADED",
  DOWN = "DOWN",
  UNKNOWN = "UNKNOWN",
}
registerEnumType(AgencyState, {
  name: "AgencyState",
  description: "Toestand van een instantie. How well an agency's system answers the graph.",
  valuesConfig: {
    UP: { description: "It answers." },
    DEGRADED: { description: "It answers, but more than one in ten of the recent calls failed." },
    DOWN: { description: "The last calls failed." },
    UNKNOWN: { description: "It was not asked yet, or the part of the graph that fronts it does not say." },
  },
});

@ObjectType({
  description:
    "Beschikbaarheid van een instantie. How well one agency's existing system answers the graph, as seen from the graph's own recent calls. Source: the gateway. Freshness: at most ten seconds old. Anybody may read it.",
})
export class AgencyStatus {
  @Field(() => AgencyEnum, { description: "Instantie. Which agency." })
  agency!: AgencyName;
  @Field(() => AgencyState, { description: "Toestand. How well its system answers." })
  state!: AgencyState;
  @Field(() => InstantScalar, { description: "Sinds. Moment from which it is in this state, as far as was seen." })
  since!: Instant;
  @Field(() => Float, {
    nullable: true,
    description: "Gemiddelde antwoordtijd. Mean time of the recent answers, in milliseconds; null before the first.",
  })
  latencyMs!: number | null;
  @Field(() => Float, {
    nullable: true,
    description: "Aandeel mislukte vragen. Share of the recent calls that failed, 0 to 1; null before the first.",
  })
  errorRate!: number | null;
  @Field(() => InstantScalar, { description: "Tijdstip. Moment at which its system was last asked." })
  asOf!: Instant;
}
