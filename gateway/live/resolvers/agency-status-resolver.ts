import { Arg, Ctx, Directive, FieldResolver, Resolver, Root } from "type-graphql";
import { addDays } from "../../../schema/days.js";
import { Refusal } from "../../../schema/faults.js";
import { DayScalar, type Day } from "../../../schema/scalars.js";
import { AgencyAvailability } from "../entities/agency-availability.js";
import { AgencyStatus } from "../entities/agency-status.js";
import type { LiveContext } from "../live-subgraph.js";

/** A week, today included. */
const DAYS = 7;
const MOST_DAYS = 92;

@Resolver(() => AgencyStatus)
export class AgencyStatusResolver {
  @Directive("@authenticated")
  @Directive('@policy(policies: [["statistics"]])')
  @FieldResolver(() => AgencyAvailability, {
    nullable: true,
    description:
      "Beschikbaarheid over een periode. How often the agency's system answered, and how it failed, in the last week unless told. Null when the part of the graph that fronts it does not say.",
  })
  availability(
    @Root() { agency }: AgencyStatus,
    @Ctx() { today, readAvailability }: LiveContext,
    @Arg("from", () => DayScalar, { nullable: true, description: "First day; six days before the last when left out." })
    from?: Day | null,
    @Arg("to", () => DayScalar, { nullable: true, description: "Last day; today when left out." })
    to?: Day | null,
  ): Promise<AgencyAvailability> {
    const last = to ?? today;
    const first = from ?? addDays(last, 1 - DAYS);
    if (first > last) throw new Refusal("ARGUMENT_INVALID", "`from` must not be after `to`.", "from");
    if (first < addDays(last, 1 - MOST_DAYS))
      throw new Refusal("ARGUMENT_INVALID", `\`from\` and \`to\` must be at most ${MOST_DAYS} days apart.`, "from");
    return readAvailability(agency, first, last);
  }
}
