import { z } from "zod";
import { wireDay, wireEnterpriseNumber } from "../../kernel/wire-values.js";
import { followPages } from "../../kernel/follow-pages.js";
import type { Asking } from "../../kernel/asking.js";
import type { AgreementTerm } from "../statistics/agreement-term.js";
import type { LoketClient } from "./loket-client.js";
import { PageReply, wireEnd } from "./records.js";
import { endReasonOf } from "./translate-agreement.js";

/** The counter gives at most so many people a page, and holds no more pages than this. */
const MOST_PEOPLE = 5_000;
const MOST_PAGES = 2_000;

const PersonTerms = z.object({ overeenkomsten: z.array(z.unknown()) });

const TermRecord = z
  .object({
    organisatie: wireEnterpriseNumber,
    startdatum: wireDay,
    einddatum: wireEnd,
    stopreden: z.string().nullish(),
  })
  .refine(({ startdatum, einddatum }) => einddatum === null || startdatum <= einddatum, "ends before it starts");

/**
 * The terms of every agreement, those of one person one after the other, given to `take` with something that stands for the
 * person. What is not right is left out and counted.
 * @throws Fault
 */
export async function readAgreementTerms(
  client: LoketClient,
  asking: Asking,
  take: (term: AgreementTerm, person: object) => void,
): Promise<{ leftOut: number }> {
  let leftOut = 0;
  const pages = followPages({
    agency: "LOKET",
    what: "agreements",
    mostPages: MOST_PAGES,
    start: null,
    load: async (place) => {
      const path = `/uitvoer/overeenkomsten?aantal=${MOST_PEOPLE}${place ? `&na=${encodeURIComponent(place)}` : ""}`;
      const { items, volgende } = await client.read(path, PageReply, asking);
      return { items, next: volgende };
    },
  });
  for await (const { items } of pages)
    for (const item of items) {
      const person = PersonTerms.safeParse(item).data;
      if (!person) leftOut += 1;
      else
        for (const value of person.overeenkomsten) {
          const record = TermRecord.safeParse(value).data;
          if (!record) leftOut += 1;
          else
            take(
              {
                organisation: record.organisatie,
                startsOn: record.startdatum,
                endsOn: record.einddatum,
                endReason: record.stopreden ? endReasonOf(record.stopreden) : null,
              },
              person,
            );
        }
    }
  return { leftOut };
}
