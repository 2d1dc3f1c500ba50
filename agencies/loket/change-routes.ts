import type { FastifyInstance } from "fastify";
import { personOf, thingOf, type Happening } from "../life/happening.js";
import { NoticeLog, type Numbered } from "../notices/notice-log.js";
import type { Person, World } from "../population/world.js";
import type { Books } from "./books.js";
import { Problem } from "./problem.js";
import { personRecord } from "./records.js";
import { QUESTIONS, route } from "./shapes.js";

/** One change: of what kind, at which partnership, of whom. */
export interface Change {
  kind: "OVEREENKOMST" | "CONTINGENT";
  partnership: string;
  person?: Person;
  at: string;
}

/** Lets the changes be read from a place on; the place is the counter's own, to be given back as it came. */
export function answerChanges(app: FastifyInstance, log: NoticeLog<Change>): void {
  app.post<{ Body: { na?: string; aantal?: number } }>(
    "/loket/v1/wijzigingen/opvragen",
    route(
      "wijzigingen.opvragen",
      "personen",
      "Wat er veranderde na een plaats: wie en waar, nooit wat; zonder plaats enkel de laatste",
      {
        body: QUESTIONS.changes,
      },
    ),
    ({ body: { na, aantal = 50 } }) => {
      const after = na === undefined ? log.newest : readPlace(na);
      const { lines, upTo, oldest, newest } = log.after(after, aantal);
      return {
        items: lines.map(changeRecord),
        volgende: Buffer.from(`wijziging:${upTo}`).toString("base64url"),
        meer: upTo < newest,
        onvolledig: after < oldest - 1,
      };
    },
  );
}

/** Takes what happened into the books. @returns what changed at the counter; nothing where it holds none of it */
export function takeChange(world: World, books: Books, happening: Happening, at: string): Change | undefined {
  switch (happening.what) {
    case "AGREEMENT_CONCLUDED": {
      const person = personOf(world, happening);
      books.add(person, happening.agreement);
      return { kind: "OVEREENKOMST", partnership: happening.agreement.partnershipId, person, at };
    }
    case "AGREEMENT_ENDED":
    case "HOURS_CHANGED": {
      const person = personOf(world, happening);
      const { partnershipId } = thingOf(person.agreements, happening.agreement);
      return { kind: "OVEREENKOMST", partnership: partnershipId, person, at };
    }
    case "CONTINGENT_CHANGED":
      return { kind: "CONTINGENT", partnership: happening.partnership, at };
    default:
      return undefined;
  }
}

function changeRecord({ number, kind, partnership, person, at }: Numbered<Change>) {
  return {
    nummer: number,
    soort: kind,
    samenwerkingsverband: partnership,
    ...(person && { deelnemer: personRecord(person) }),
    tijdstip: at,
  };
}

function readPlace(cursor: string): number {
  const place = /^wijziging:(\d{1,15})$/.exec(Buffer.from(cursor, "base64url").toString("utf8"))?.[1];
  if (place === undefined) throw new Problem(400, "Ongeldige vraag", "`na` is geen waarde die wij gaven");
  return Number(place);
}
