import { Directive, Field, Float, Int, ObjectType } from "type-graphql";

@ObjectType({
  description:
    "Aandeel. How many of how many. Withheld, and then `suppressed`, where few people could be recognised in it or by subtraction from it.",
})
@Directive("@shareable")
export class StatisticShare {
  @Field(() => Int, { nullable: true, description: "Van hoeveel; null when suppressed." })
  of!: number | null;
  @Field(() => Int, { nullable: true, description: "Aantal; null when suppressed." })
  count!: number | null;
  @Field(() => Float, { nullable: true, description: "Aandeel, 0 to 1; null when suppressed or of nobody." })
  share!: number | null;
  @Field(() => Boolean, { description: "Onderdrukt: too few people." })
  suppressed!: boolean;
}

/** Null stands for a figure that is withheld. */
export function shareOf(figure: { count: number; of: number } | null): StatisticShare {
  if (!figure) return { of: null, count: null, share: null, suppressed: true };
  const { count, of } = figure;
  return { of, count, share: of === 0 ? null : count / of, suppressed: false };
}
