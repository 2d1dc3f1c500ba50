import { registerEnumType } from "type-graphql";
import { AGENCIES, type AgencyName } from "./agencies.js";

/** The agencies as the graph names them, for type-graphql. */
export const AgencyEnum = Object.fromEntries(AGENCIES.map(({ name }) => [name, name])) as Record<
  AgencyName,
  AgencyName
>;
registerEnumType(AgencyEnum, {
  name: "Agency",
  description: "Instantie. One of the four whose existing systems the graph reads.",
  valuesConfig: Object.fromEntries(AGENCIES.map(({ name, owner }) => [name, { description: owner }])),
});
