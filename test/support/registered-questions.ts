import { PERSONAS } from "../../agencies/acmidm/personas.js";
import { CAPACITIES } from "../../schema/mandate.js";
import { readOperations } from "../../schema/operations.js";
import { purposeRulesOf } from "../../schema/purposes.js";

/** The registered documents. */
export const DOCUMENTS = readOperations(new URL("../../schema/operations/", import.meta.url));

/** Every persona of the development issuer, for every purpose it may ask for on a day. */
export const ASKERS = PERSONAS.flatMap(({ id }) => {
  const capacity = CAPACITIES.find((name) => name === id.toUpperCase().replaceAll("-", "_"))!;
  return purposeRulesOf(capacity, "2026-11-21").map(({ purpose }) => ({ as: id, purpose }));
});

/** A document with what it asks about filled in: this person, and the partnership that the personas are of. */
export function questionOf({ text }: { text: string }, { insz, id }: { insz: string; id: string }): string {
  const all = { participant: id, insz, partnership: "SV-0001", year: 2026, quarter: "2026Q3", before: "2027-06-01" };
  const variables = Object.fromEntries(Object.entries(all).filter(([name]) => text.includes(`$${name}`)));
  return JSON.stringify({ query: text, variables });
}

/** Whether a document is about one person. */
export function isOfOnePerson({ text }: { text: string }): boolean {
  return text.includes("$participant") || text.includes("$insz");
}
