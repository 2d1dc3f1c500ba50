import { Field, Float, Int, ObjectType, Directive } from "type-graphql";

@ObjectType({
  description:
    "Kwartielen. How a number of days is spread: a quarter is at most `lower`, half `median`, three quarters `upper`; in whole weeks where a quarter has few values.",
})
@Directive("@shareable")
export class Quartiles {
  @Field(() => Int, { description: "Aantal. How many are counted." })
  count!: number;
  @Field(() => Float, { description: "Eerste kwartiel, in days." })
  lower!: number;
  @Field(() => Float, { description: "Mediaan, in days." })
  median!: number;
  @Field(() => Float, { description: "Derde kwartiel, in days." })
  upper!: number;
}

const WEEK = 7;

/**
 * Between two values lies what divides the distance as it should; null of no value. Where a quarter has fewer values than the
 * limit, a quartile is as good as one person's days: it is told to the week.
 */
export function quartilesOf(values: readonly number[], limit: number): Quartiles | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  const at = (part: number) => {
    const place = part * (sorted.length - 1);
    const below = sorted[Math.floor(place)]!;
    const days = below + (sorted[Math.ceil(place)]! - below) * (place - Math.floor(place));
    return sorted.length < 4 * limit ? Math.round(days / WEEK) * WEEK : days;
  };
  return { count: sorted.length, lower: at(0.25), median: at(0.5), upper: at(0.75) };
}
