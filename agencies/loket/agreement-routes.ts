import type { FastifyInstance } from "fastify";
import type { Agreement } from "../population/world.js";
import { statusOn, type AgreementStatus, type Books, type Held } from "./books.js";
import { page } from "./paging.js";
import { Problem } from "./problem.js";
import { agreementRecord, exportRecord, numberAtLoket, personRecord } from "./records.js";
import { QUESTIONS, route } from "./shapes.js";

interface Search {
  ref: string;
  samenwerkingsverband: string;
  na?: string;
  aantal?: number;
}
interface AgreementSearch extends Search {
  status?: AgreementStatus;
  organisatie?: string;
}
interface ParticipantSearch extends Search {
  lopendOp?: string;
  organisatie?: string;
  begeleider?: string;
}

/** Agreements and the people who signed them. A national number comes and goes in a body, never in an address. */
export function answerAgreements(app: FastifyInstance, books: Books): void {
  const write = ({ person, agreement }: Held) => agreementRecord(person, agreement, books);
  const withStatus = (id: string, status: AgreementStatus | undefined, organisation?: string) =>
    books
      .agreementsOf(id)
      .filter(({ agreement }) => !status || statusOn(agreement, books.today) === status)
      .filter(({ agreement }) => !organisation || agreement.organisation === organisation);

  app.get<{ Params: { id: string }; Querystring: { status?: AgreementStatus; na?: string; aantal?: number } }>(
    "/loket/v1/samenwerkingsverbanden/:id/overeenkomsten",
    route("overeenkomsten.lijst", "personen", "Begeleidingsovereenkomsten van een samenwerkingsverband", {
      params: QUESTIONS.id,
      querystring: QUESTIONS.agreementsPage,
    }),
    ({ params, query }) => {
      if (!books.partnership(params.id)) throw new Problem(404, "Niet gevonden");
      return page(withStatus(params.id, query.status), query, write);
    },
  );

  app.get<{ Querystring: { na?: string; aantal?: number } }>(
    "/loket/v1/uitvoer/overeenkomsten",
    route("uitvoer.overeenkomsten", "personen", "Alle overeenkomsten voor statistiek, per deelnemer", {
      querystring: QUESTIONS.exported,
    }),
    ({ query }) => page(books.participants(), query, (person) => exportRecord(person, books)),
  );

  app.post<{ Body: { ids?: string[]; inszs?: string[] } }>(
    "/loket/v1/overeenkomsten/opvragen",
    route("overeenkomsten.opvragen", "personen", "Overeenkomsten, op nummer of op rijksregisternummer", {
      body: QUESTIONS.idsOrPersons,
    }),
    ({ body: { ids, inszs } }) => {
      if (ids) return { items: ids.flatMap((id) => books.agreement(id) ?? []).map(write) };
      return { personen: (inszs ?? []).map((insz) => personAnswer(insz, books)) };
    },
  );

  app.post<{ Body: { vragen: AgreementSearch[] } }>(
    "/loket/v1/overeenkomsten/zoeken",
    route("overeenkomsten.zoeken", "personen", "Overeenkomsten van meerdere samenwerkingsverbanden", {
      body: QUESTIONS.searchAgreements,
    }),
    ({ body }) => ({
      antwoorden: body.vragen.map(({ ref, samenwerkingsverband, status, organisatie, ...paging }) => ({
        ref,
        ...page(withStatus(samenwerkingsverband, status, organisatie), paging, write),
      })),
    }),
  );

  app.post<{ Body: { vragen: ParticipantSearch[] } }>(
    "/loket/v1/deelnemers/zoeken",
    route("deelnemers.zoeken", "personen", "Deelnemers van meerdere samenwerkingsverbanden", {
      body: QUESTIONS.searchParticipants,
    }),
    ({ body }) => ({
      antwoorden: body.vragen.map((question) => {
        const found = [...books.participantsOf(question.samenwerkingsverband)]
          .filter(([, agreements]) => agreements.some((agreement) => fits(agreement, question)))
          .map(([person]) => person);
        return { ref: question.ref, ...page(found, question, personRecord) };
      }),
    }),
  );
}

function fits(agreement: Agreement, { lopendOp, organisatie, begeleider }: ParticipantSearch): boolean {
  return (
    (!lopendOp || statusOn(agreement, lopendOp) === "LOPEND") &&
    (!organisatie || agreement.organisation === organisatie) &&
    (!begeleider || agreement.guideId === begeleider)
  );
}

function personAnswer(asked: string, books: Books) {
  const person = books.person(asked);
  if (!person) return { gevraagd: asked, status: "ONBEKEND" };
  if (asked === person.former?.insz && numberAtLoket(person) === person.insz)
    return { gevraagd: asked, status: "VERVANGEN", vervangenDoor: person.insz, vervangenOp: person.former.replacedOn };
  return {
    gevraagd: asked,
    status: "GEVONDEN",
    ...personRecord(person),
    overeenkomsten: person.agreements.map((agreement) => agreementRecord(person, agreement, books)),
  };
}
