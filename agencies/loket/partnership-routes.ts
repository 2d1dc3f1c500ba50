import type { FastifyInstance } from "fastify";
import type { Partnership } from "../population/world.js";
import type { Books } from "./books.js";
import { page } from "./paging.js";
import { Problem } from "./problem.js";
import { guideRecord, organisationRecord, partnershipRecord, workplaceRecord } from "./records.js";
import { QUESTIONS, route } from "./shapes.js";
import { tally } from "./tallies.js";

interface PageQuery {
  na?: string;
  aantal?: number;
}
interface IdsOrPartnerships {
  ids?: string[];
  samenwerkingsverbanden?: string[];
}

const BASE = "/loket/v1/samenwerkingsverbanden";

/** Partnerships, their parts, the organisations in them and how many people they guide: nothing about a participant. */
export function answerPartnerships(app: FastifyInstance, books: Books): void {
  const write = (partnership: Partnership) => partnershipRecord(partnership, books);
  const find = (id: string): Partnership => {
    const partnership = books.partnership(id);
    if (!partnership) throw new Problem(404, "Niet gevonden", `samenwerkingsverband ${id} is niet gekend`);
    return partnership;
  };

  app.get<{ Querystring: PageQuery & { status?: string; gemeente?: string; penhouder?: string } }>(
    BASE,
    route("samenwerkingsverbanden.lijst", "samenwerkingsverbanden", "Samenwerkingsverbanden, op nummer", {
      querystring: QUESTIONS.partnerships,
    }),
    ({ query: { status, gemeente, penhouder, ...paging } }) =>
      page(
        books.partnerships.filter(
          (partnership) =>
            (!status || partnership.status === status) &&
            (!penhouder || partnership.lead === penhouder) &&
            (!gemeente || books.organisation(partnership.lead)?.nis === gemeente),
        ),
        paging,
        write,
      ),
  );

  app.get<{ Params: { id: string } }>(
    `${BASE}/:id`,
    route("samenwerkingsverbanden.een", "samenwerkingsverbanden", "Eén samenwerkingsverband", { params: QUESTIONS.id }),
    ({ params }) => write(find(params.id)),
  );

  for (const part of ["leden", "contingenten", "verzekeringen"] as const)
    app.get<{ Params: { id: string }; Querystring: PageQuery }>(
      `${BASE}/:id/${part}`,
      route(`samenwerkingsverbanden.${part}`, "samenwerkingsverbanden", `De ${part} van een samenwerkingsverband`, {
        params: QUESTIONS.id,
        querystring: QUESTIONS.page,
      }),
      ({ params, query }) => page<unknown, unknown>(write(find(params.id))[part], query, (item) => item),
    );

  app.post<{ Body: { ids: string[] } }>(
    `${BASE}/opvragen`,
    route("samenwerkingsverbanden.opvragen", "samenwerkingsverbanden", "Meerdere samenwerkingsverbanden", {
      body: QUESTIONS.ids,
    }),
    ({ body }) => ({ items: present(body.ids.map((id) => books.partnership(id))).map(write) }),
  );

  app.post<{ Body: IdsOrPartnerships }>(
    "/loket/v1/begeleiders/opvragen",
    route("begeleiders.opvragen", "samenwerkingsverbanden", "Begeleiders, met hun kwalificatie", {
      body: QUESTIONS.idsOrPartnerships,
    }),
    ({ body: { ids = [], samenwerkingsverbanden = [] } }) => ({
      items: [
        ...present(ids.map((id) => books.guide(id))),
        ...samenwerkingsverbanden.flatMap((id) => books.guidesOf(id)),
      ].map(guideRecord),
    }),
  );

  app.post<{ Body: IdsOrPartnerships }>(
    "/loket/v1/werkposten/opvragen",
    route("werkposten.opvragen", "samenwerkingsverbanden", "Werkposten", { body: QUESTIONS.idsOrPartnerships }),
    ({ body: { ids = [], samenwerkingsverbanden = [] } }) => ({
      items: [
        ...present(ids.map((id) => books.workplace(id))),
        ...samenwerkingsverbanden.flatMap((id) => books.workplacesOf(id)),
      ].map((workplace) => workplaceRecord(workplace, books)),
    }),
  );

  app.post<{ Body: { ondernemingsnummers: string[] } }>(
    "/loket/v1/organisaties/opvragen",
    route("organisaties.opvragen", "samenwerkingsverbanden", "Organisaties, op ondernemingsnummer", {
      body: QUESTIONS.enterpriseNumbers,
    }),
    ({ body }) => ({
      items: present(body.ondernemingsnummers.map((kbo) => books.organisation(kbo))).map((organisation) =>
        organisationRecord(organisation, books),
      ),
    }),
  );

  app.post<{ Body: { samenwerkingsverbanden: string[]; op: string } }>(
    "/loket/v1/tellingen/opvragen",
    route("tellingen.opvragen", "samenwerkingsverbanden", "Lopende overeenkomsten en deelnemers op een dag", {
      body: QUESTIONS.tallies,
    }),
    ({ body }) => ({
      items: present(body.samenwerkingsverbanden.map((id) => books.partnership(id))).map((partnership) =>
        tally(partnership, body.op, books),
      ),
    }),
  );
}

function present<T>(things: readonly (T | undefined)[]): T[] {
  return things.filter((thing) => thing !== undefined);
}
