import { GraphQLSafeInt } from "graphql-scalars";
import { Directive, Field, ObjectType } from "type-graphql";

@ObjectType({ description: "Bedrag. An amount of money, whole cents: never a fraction." })
@Directive("@shareable")
export class Money {
  // An Int ends at 21 million euros.
  @Field(() => GraphQLSafeInt, {
    description: "The amount in hundredths of the currency; negative when it is owed back.",
  })
  cents!: number;
  @Field(() => String, { description: "Munt. ISO 4217; always EUR here." })
  currency!: string;
}

export function euros(cents: bigint): Money {
  return { cents: Number(cents), currency: "EUR" };
}
