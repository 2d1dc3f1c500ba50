import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { buildSchema, getNamedType, isLeafType, isObjectType, parse, type GraphQLObjectType } from "graphql";
import { HEFT, PLOEG, VDAB_SERVICES } from "../../agencies/population/organisations.js";
import { AMINA, ELS, LEEN } from "../../agencies/population/stories.js";
import type { Person } from "../../agencies/population/world.js";
import { readSchemaDocument } from "../../cli/schema-folder.js";
import { createForAnybody } from "../../gateway/admission/for-anybody.js";
import type { SubgraphName } from "../../schema/agencies.js";
import { decidesOnPermissions } from "../../schema/override-labels.js";
import type { Mandate } from "../../schema/mandate.js";
import { createSeal } from "../../schema/seal.js";
import { selectField } from "../support/select-fields.js";
import { until } from "../support/until.js";
import { PATIENT, startHouse, type Answer, type TestHouse } from "../support/start-house.js";
import { DECISIONS, isGuided, ledBy, PERSONAS, type Group, type Persona } from "./who-may-see-what.js";

const api = buildSchema(readSchemaDocument("api.graphql"), { assumeValid: true });
const objects = Object.values(api.getTypeMap())
  .filter(isObjectType)
  .filter(({ name }) => !name.startsWith("__"));
const fieldsOf = (type: string) => Object.values((api.getType(type) as GraphQLObjectType).getFields());

/** Right check digits, and nobody's. */
const NOBODY = { insz: "85073003328" };
const personas: [string, Persona][] = Object.entries(PERSONAS);
const some = (...names: (keyof typeof PERSONAS)[]) => names.map((name) => [name, PERSONAS[name] as Persona] as const);
const LIMITED = personas.filter(([, { mandate }]) => !/MANAGER|INSPECTOR/.test(mandate.capacity));

let house: TestHouse;
beforeAll(async () => {
  // What one persona is told is kept, and the next asks where it is.
  const kept = { AMA_KEPT_KEY: "5e".repeat(64), AMA_NOTICES_POLL_MS: "600000" };
  house = await startHouse({ participants: 600, environment: { ...PATIENT, ...kept }, publishes: true });
});
afterAll(() => house.stop());

function mandateOf({ mandate, isCitizen, known }: Persona): Mandate {
  return isCitizen ? { ...mandate, participant: house.idOf(known) } : mandate;
}
function ask(persona: Persona, query: string, variables: Record<string, unknown> = {}) {
  return house.askUnder(mandateOf(persona), query, variables);
}
function askAbout(persona: Persona, person: { insz: string }, selection: string): Promise<Answer> {
  return ask(persona, `query($id: ID!) { participant(id: $id) { ${selection} } }`, { id: house.idOf(person) });
}
function pathsOf(code: string, { errors = [] }: Answer) {
  return errors.filter(({ extensions }) => extensions?.["code"] === code).map(({ path }) => path?.join("."));
}
const refusals = (answer: Answer) => pathsOf("UNAUTHORIZED_FIELD_OR_TYPE", answer);
const unseen = (answer: Answer) => pathsOf("OUT_OF_SIGHT", answer);
const mayAsk = ({ groups }: Persona, coordinate: string) => {
  const decision = DECISIONS.get(coordinate)!;
  return (
    decision === "anybody" || decision === "everybody" || decision === "whoever gets there" || groups.includes(decision)
  );
};
const isWithheld = ({ withheld = "" }: Persona, coordinate: string) => withheld.split(" ").includes(coordinate);
/** The errors that do not say of a field further down that it is withheld. */
const unexpected = ({ withheld = "", mandate }: Persona, { errors = [] }: Answer) =>
  errors.filter(
    ({ path = [], extensions }) =>
      // Whoever decides on a permission is told what follows from the guidance, and not of it.
      !(decidesOnPermissions(mandate) && path.includes("readiness") && path.at(-1) === "agreement") &&
      (!["UNAUTHORIZED_FIELD_OR_TYPE", "OUT_OF_SIGHT"].includes(String(extensions?.["code"])) ||
        !new RegExp(`\\.${path.at(-1)}\\b`).test(withheld)),
  );

/** Out of sight, and not told why. */
const isHidden = ({ sees, isTold }: Persona, person: Person) => !sees(person, house.world) && !isTold?.(person);

/** An answer without what has to differ: the id that was asked for. */
function alike(answer: Answer, person: { insz: string }): string {
  return JSON.stringify(answer)
    .replaceAll(house.idOf(person), "the person")
    .replace(/"asOf":"[^"]*"/g, "");
}

describe("the table", () => {
  it("decides on every field of the API, so that none is open because nobody thought of it", () => {
    const fields = objects.flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));
    expect({
      undecided: fields.filter((field) => !DECISIONS.has(field)),
      gone: [...DECISIONS.keys()].filter((field) => !fields.includes(field)),
    }).toEqual({ undecided: [], gone: [] });
  });
});

describe("who says nothing of who asks", () => {
  it("is told what the table leaves to anybody, and of nothing else whether it is there", () => {
    const isForAnybody = createForAnybody(readSchemaDocument("supergraph.graphql"), api);
    const open = objects.flatMap((type) =>
      Object.values(type.getFields())
        .filter(({ name, type: answer }) => {
          const selection = isLeafType(getNamedType(answer)) ? name : `${name} { __typename }`;
          const operation = [api.getQueryType(), api.getMutationType(), api.getSubscriptionType()].includes(type)
            ? type.name.toLowerCase()
            : undefined;
          const root = operation
            ? `${operation} { ${selection} }`
            : `{ ...F } fragment F on ${type.name} { ${selection} }`;
          return isForAnybody(parse(root));
        })
        .map(({ name }) => `${type.name}.${name}`),
    );
    const anybody = [...DECISIONS].filter(([, decision]) => decision === "anybody").map(([coordinate]) => coordinate);
    const isRoot = (coordinate: string) => /^(Query|Mutation|Subscription)\./.test(coordinate);
    expect(open.filter(isRoot)).toEqual(anybody.filter(isRoot));
    expect(open).toEqual(expect.arrayContaining(anybody));
  });
});

describe.each(personas)("a person, asked for by the %s", (_name, persona) => {
  const field = (name: string) => fieldsOf("Participant").find((one) => one.name === name)!;
  const names = fieldsOf("Participant").map(({ name }) => name);

  it.each(names)("%s", async (name) => {
    const selection = selectField(field(name));
    const inSight = await askAbout(persona, persona.known, selection);
    if (!mayAsk(persona, "Query.participant")) {
      expect([inSight.data, refusals(inSight)]).toEqual([{ participant: null }, ["participant"]]);
      return;
    }
    if (!mayAsk(persona, `Participant.${name}`)) {
      expect([inSight.data.participant, refusals(inSight)]).toEqual([{ [name]: null }, [`participant.${name}`]]);
    } else if (isWithheld(persona, `Participant.${name}`)) {
      expect([inSight.data.participant, refusals(inSight)]).toEqual([{ [name]: null }, [`participant.${name}`]]);
    } else {
      expect(unexpected(persona, inSight)).toEqual([]);
      // Amina and Els have not ended: of outflow there is nothing to tell.
      if (name !== "outflow") expect(inSight.data.participant[name]).not.toBeNull();
    }

    const nobody = await askAbout(persona, NOBODY, selection);
    const hidden = house.world.persons.find((person) => person.inscribed && isHidden(persona, person));
    if (!hidden) return;
    const outOfSight = await askAbout(persona, hidden, selection);
    expect(alike(outOfSight, hidden)).toBe(alike(nobody, NOBODY));
    if (!persona.getsBareIds) expect(outOfSight).toEqual({ data: { participant: null } });
    else if (name !== "id") {
      const isDenied = !mayAsk(persona, `Participant.${name}`) || isWithheld(persona, `Participant.${name}`);
      expect([outOfSight.data.participant, refusals(outOfSight), unseen(outOfSight)]).toEqual([
        { [name]: null },
        isDenied ? [`participant.${name}`] : [],
        isDenied ? [] : [`participant.${name}`],
      ]);
    }
  });
});

describe("out of sight is as if it did not exist", () => {
  const everything = (persona: Persona) =>
    fieldsOf("Participant")
      .filter(({ name }) => mayAsk(persona, `Participant.${name}`))
      .map((one) => selectField(one))
      .join(" ");

  /** Those whose file would show in what goes wrong, or how it is found, and some others. */
  const telling = ({ index, former, inscribed, readRightEndedOn, agreements, permissions }: Person) =>
    former !== undefined ||
    !inscribed ||
    readRightEndedOn !== undefined ||
    [5, 17, 23, 41].includes(index % 97) ||
    (agreements.length === 0 && permissions.length > 0 && index % 10 === 0);

  it.each(LIMITED)("for the %s, whatever is odd about the person", async (_name, persona) => {
    const hidden = house.world.persons.filter((person) => isHidden(persona, person) && telling(person));
    expect(hidden.length).toBeGreaterThan(20);
    const selection = everything(persona);
    const nobody = alike(await askAbout(persona, NOBODY, selection), NOBODY);
    for (const person of hidden.slice(0, 60)) {
      expect(alike(await askAbout(persona, person, selection), person)).toBe(nobody);
      if (!person.former) continue;
      const former = { insz: person.former.insz };
      expect(alike(await askAbout(persona, former, selection), former)).toBe(nobody);
    }
  });

  it.each(LIMITED)("for the %s, by national number as well", async (_name, persona) => {
    const query = `query($insz: Insz!) { participantByInsz(insz: $insz) { id } }`;
    const hidden = house.world.persons.find((person) => isHidden(persona, person))!;
    const [told, nobody] = await Promise.all(
      [hidden, NOBODY].map(async ({ insz }) => alike(await ask(persona, query, { insz }), { insz })),
    );
    expect(told).toBe(nobody);
  });

  it.each(some("VDAB mediator", "lead", "partner's guide", "citizen"))(
    "and in sight, the %s finds the person",
    async (_name, persona) => {
      const query = `query($insz: Insz!) { participantByInsz(insz: $insz) { id } }`;
      const { data } = await ask(persona, query, { insz: persona.known.insz });
      expect(data).toEqual({ participantByInsz: { id: house.idOf(persona.known) } });
    },
  );

  it("everybody in sight of the lead and of the partner is found, and nobody else", async () => {
    for (const [, persona] of some("lead", "partner's guide")) {
      for (const person of house.world.persons.filter(({ former }) => !former).slice(0, 150)) {
        const answer = await askAbout(persona, person, "id agreements { id } permissions { id }");
        const referred = isGuided({ ...person, agreements: [] }, concerns(persona));
        // Without VDAB's referral the person is not found by id, but among the partnership's own people.
        expect([person.index, answer.data.participant !== null]).toEqual([person.index, referred]);
      }
    }
  });
});

describe("who decides on permissions", () => {
  const QUERY = "query($id: ID!) { participant(id: $id) { insz name { first last } permissions { status } } }";
  const both = some("OCMW worker", "sickness-fund employee");

  it.each(both)("the %s is told who its own people are, and of nobody else", async (_name, persona) => {
    const own = house.world.persons.filter(
      (person) => person.inscribed && !person.former && persona.sees(person, house.world),
    );
    let identified = 0;
    for (const person of own.slice(0, 40)) {
      const { data, errors } = await ask(persona, QUERY, { id: house.idOf(person) });
      const { insz, name, permissions } = data.participant;
      // The network withholds the issuer of some: then nothing shows that the permission is its own.
      if (permissions === null) {
        expect([insz, name, errors?.map(({ path }) => path?.at(-1))]).toEqual([
          null,
          null,
          expect.arrayContaining(["insz", "name", "permissions"]),
        ]);
        continue;
      }
      identified += 1;
      expect(insz).toBe(person.insz);
      if (name) expect(name).toEqual({ first: person.firstName, last: person.lastName });
      else expect(pathsOf("DOSSIER_CLOSED", { data, errors })).toEqual(["participant.name"]);
    }
    expect(identified).toBeGreaterThan(3);
  });

  it("from the network's part of the graph, for which VDAB is asked of nobody's number", async () => {
    house.clearCalls();
    await ask(PERSONAS["OCMW worker"], "query($id: ID!) { participant(id: $id) { insz } }", { id: house.idOf(ELS) });
    expect([house.agencies.vdab.calls.total(), house.agencies.magda.calls.total()]).toEqual([0, expect.any(Number)]);
    house.clearCalls();
    await ask(PERSONAS.inspector, "query($id: ID!) { participant(id: $id) { insz name { last } } }", {
      id: house.idOf(ELS),
    });
    expect(house.agencies.magda.calls.total()).toBe(0);
  });

  it("a gateway that knows nothing of the label leaves both to VDAB's part, which refuses", async () => {
    const keys = [{ __typename: "Participant", id: house.idOf(ELS) }];
    const query =
      "query($keys: [_Any!]!) { _entities(representations: $keys) { ... on Participant { insz name { last } } } }";
    const answer = await house.askSubgraph("referrals", query, { keys }, PERSONAS["OCMW worker"].mandate);
    expect([answer.data._entities, unseen(answer)]).toEqual([
      [{ insz: null, name: null }],
      ["_entities.0.insz", "_entities.0.name"],
    ]);
  });

  it("the look is in the access log", async () => {
    const asker = { as: "sickness-fund-employee", purpose: "PERMISSION_DECISION" } as const;
    const { data } = await house.ask(QUERY, { id: house.idOf(AMINA) }, asker);
    expect(data.participant).toMatchObject({ insz: AMINA.insz, name: { last: AMINA.lastName } });
    const looks = await house.accessLog.list(house.idOf(AMINA), { first: 50 });
    const ofFund = looks.filter(({ capacity, byRule }) => capacity === "SICKNESS_FUND_EMPLOYEE" && !byRule);
    expect(ofFund.flatMap(({ fields }) => fields)).toEqual(
      expect.arrayContaining(["Participant.insz", "Participant.name", "PersonName.last"]),
    );
  });

  it.each(both)("and the %s, while an agency is away, is told why nothing is told", async (_name, persona) => {
    const query = "query($id: ID!) { participant(id: $id) { insz name { last } } }";
    const away = async (system: "vdab" | "magda") => {
      house.agencies[system].setMood("down");
      const { data, errors = [] } = await ask(persona, query, { id: house.idOf(persona.known) });
      house.agencies[system].setMood("well");
      // Its circuit breaker may have opened.
      await until(async () => (await ask(persona, query, { id: house.idOf(persona.known) })).errors === undefined);
      const told = errors.filter(({ path }) => path?.length === 2);
      return [
        data.participant,
        told.map(({ path, extensions }) => `${String(path?.at(-1))} ${String(extensions?.["agency"])}`),
      ];
    };
    expect(await away("vdab")).toEqual([{ insz: persona.known.insz, name: null }, ["name VDAB"]]);
    expect(await away("magda")).toEqual([{ insz: null, name: null }, ["insz MAGDA", "name MAGDA"]]);
  });
});

describe("a subgraph that is asked past the gateway decides by itself", () => {
  const OWN: Record<SubgraphName, string> = {
    referrals: "insz name { last } birthYear statutes { kind } advice { status } referrals { id } vdabFile { asOf }",
    permissions:
      "permissions { id } confirmedStatutes { kind } supportMeasures { code } networkFile { asOf } permissionFacts { statute }",
    contingents: `agreements { id } hoursPerWeek counterFile { asOf } phase readiness { mayBeActive } attendance(quarter: "2026Q3") { days } findings { kind } atRisk(year: 2026) { days }`,
    ledger: "funding(year: 2026) { days } ledgerFile { asOf }",
  };
  const QUERY = (type: string, selection: string) =>
    `query($keys: [_Any!]!) { _entities(representations: $keys) { ... on ${type} { ${selection} } } }`;
  const told = {
    nothing: {},
    "that it failed": { referralSight: null, guidanceSight: null, accessFacts: null, permissionFacts: null },
    "that nobody is related": {
      referralSight: false,
      guidanceSight: false,
      accessFacts: { advice: [], assessments: [], statutes: [], referredOn: "2026-01-01", outflowOn: null },
      permissionFacts: [{ statute: "LIVING_WAGE", issuer: "1997107296", status: "GRANTED" }],
    },
  };

  it.each(
    LIMITED.flatMap(([name, persona]) =>
      (Object.keys(OWN) as SubgraphName[]).map((subgraph) => [subgraph, name, persona] as const),
    ),
  )("%s, asked by the %s", async (subgraph, _name, persona) => {
    const outOfSight = house.world.persons.filter((person) => !persona.sees(person, house.world));
    const hidden = [
      ...outOfSight.filter(({ permissions }) => permissions.length > 0).slice(0, 12),
      ...outOfSight.filter((person) => persona.isTold?.(person)).slice(0, 2),
    ];
    for (const facts of Object.values(told)) {
      const of = async (person: { insz: string }) => {
        const keys = [{ __typename: "Participant", id: house.idOf(person), ...facts }];
        return house.askSubgraph(subgraph, QUERY("Participant", OWN[subgraph]), { keys }, mandateOf(persona));
      };
      const nobody = alike(await of(NOBODY), NOBODY);
      for (const person of hidden) {
        const answer = await of(person);
        expect(Object.values(answer.data._entities[0] as object).filter((value) => value !== null)).toEqual([]);
        // A mediator of the dossier's service is told by VDAB that the right to read it ended.
        if (subgraph !== "referrals" || !persona.isTold?.(person)) expect(alike(answer, person)).toBe(nobody);
      }
    }
  });

  it.each(LIMITED)(
    "an agreement, a referral or a permission by its own id, asked by the %s",
    async (_name, persona) => {
      const hidden = house.world.persons.filter(
        (person) => isHidden(persona, person) && person.inscribed && !person.former && person.agreements.length > 0,
      );
      const person = hidden.find(({ permissions }) => permissions.length > 0)!;
      const id = house.idOf(person);
      const seal = createSeal(house.settings.AMA_PARTICIPANT_KEY);
      const sealed = (type: string, number: string) => seal.close(number, [type]);
      const entities: [SubgraphName, string, string, string][] = [
        ["contingents", "GuidanceAgreement", person.agreements[0]!.id, "startsOn participant { id }"],
        ["referrals", "Referral", `${id}.${sealed("Referral", person.referrals[0]!.id)}`, "status"],
        ["permissions", "Permission", `${id}.${sealed("Permission", person.permissions[0]!.id)}`, "status"],
      ];
      for (const [subgraph, type, key, selection] of entities) {
        const keys = [{ __typename: type, id: key }];
        const of = (mandate: Mandate) => house.askSubgraph(subgraph, QUERY(type, selection), { keys }, mandate);
        expect(await of(mandateOf(persona))).toEqual({ data: { _entities: [null] } });
        expect((await of(PERSONAS.inspector.mandate)).data._entities).toEqual([expect.anything()]);
      }
    },
  );
});

function concerns({ mandate }: Persona) {
  return mandate.capacity === "LEAD"
    ? ledBy(mandate.organisation, house.world)
    : ({ organisation }: { organisation: string }) => organisation === mandate.organisation;
}

describe("a dossier that VDAB no longer lets be read", () => {
  const query = "vdabFile { asOf } agreements { id } permissions { status } readiness { mayBeActive }";

  it.each(some("lead", "partner's guide"))(
    "the %s, who guides her, is told so and keeps the own facts",
    async (_n, persona) => {
      const { data, errors } = await askAbout(persona, LEEN, query);
      expect(data.participant).toMatchObject({ vdabFile: null, agreements: [{}], permissions: expect.anything() });
      expect(errors?.map(({ extensions }) => extensions?.["code"])).toContain("DOSSIER_CLOSED");
    },
  );

  it("the mediator is told so, and not what others know of her", async () => {
    const { data, errors } = await askAbout(PERSONAS["VDAB mediator"], LEEN, query);
    expect(data.participant).toEqual({ vdabFile: null, agreements: null, permissions: null, readiness: null });
    const told = errors?.map(({ path, extensions }) => `${path?.join(".")} ${String(extensions?.["code"])}`);
    expect(told?.sort()).toEqual([
      // Of the person, for the facts behind readiness.
      "participant DOSSIER_CLOSED",
      "participant.agreements OUT_OF_SIGHT",
      "participant.permissions OUT_OF_SIGHT",
      "participant.readiness OUT_OF_SIGHT",
      "participant.vdabFile DOSSIER_CLOSED",
    ]);
  });

  it("another lead is not told that she exists", async () => {
    const other = house.world.partnerships.find(({ lead }) => lead !== PLOEG.kbo)!;
    const persona = { ...PERSONAS.lead, mandate: { ...PERSONAS.lead.mandate, organisation: other.lead } };
    expect(await askAbout(persona, LEEN, query)).toEqual({ data: { participant: null } });
  });
});

describe("mediators of two services", () => {
  const ofService = (unit: string): Persona => {
    const { mandate } = PERSONAS["VDAB mediator"];
    return { ...PERSONAS["VDAB mediator"], mandate: { ...mandate, subject: `mediator-${unit}`, unit } };
  };
  const FACTS = "name { last } vdabFile { asOf } permissions { id } agreements { id } readiness { mayBeActive } phase";
  const LISTS = `{ participants(first: 200) { totalCount edges { node { id ${FACTS} } } }
    assessmentsDue(before: "2027-06-01", first: 200) { totalCount edges { node { id } } } }`;
  const idsIn = ({ edges }: { edges: { node: { id: string } }[] }) => edges.map(({ node }) => node.id);

  it("list, count and read the dossiers of their own service, and of each other's nobody", async () => {
    const units = VDAB_SERVICES.map(({ ovo }) => ovo);
    const answers = await Promise.all(units.map((unit) => ask(ofService(unit), LISTS)));
    const seen = new Set<string>();
    for (const [i, unit] of units.entries()) {
      const { data } = answers[i]!;
      const own = house.world.persons.filter((one) => one.service === unit && !one.readRightEndedOn);
      const ids = idsIn(data.participants);
      expect([unit, data.participants.totalCount, [...ids].sort()]).toEqual([
        unit,
        own.length,
        own.map((one) => house.idOf(one)).sort(),
      ]);
      expect(ids).toEqual(expect.arrayContaining(idsIn(data.assessmentsDue)));
      expect(data.assessmentsDue.totalCount).toBe(data.assessmentsDue.edges.length);
      for (const id of ids) seen.add(id);
      // What is asked by id is the same as what is listed.
      const other = ofService(units[(i + 1) % units.length]!);
      const person = own.find(({ inscribed, former }) => inscribed && !former)!;
      expect((await askAbout(ofService(unit), person, FACTS)).data.participant.name).toEqual({ last: person.lastName });
      expect(await askAbout(other, person, FACTS)).toEqual({ data: { participant: null } });
    }
    expect(seen.size).toBe(house.world.persons.filter(({ readRightEndedOn }) => !readRightEndedOn).length);
  });

  it("a service that VDAB does not have is told so, and shown nobody", async () => {
    const answer = await ask(ofService("OVO990001"), LISTS);
    expect(answer.data).toEqual({ participants: null, assessmentsDue: null });
    expect(answer.errors?.map(({ extensions }) => extensions?.["code"])).toEqual([
      "ORGANISATION_UNIT_UNKNOWN",
      "ORGANISATION_UNIT_UNKNOWN",
    ]);
    const one = await askAbout(ofService("OVO990001"), AMINA, FACTS);
    expect(Object.values(one.data.participant as object).filter((value) => value !== null)).toEqual([]);
  });
});

describe("what is listed and counted is in sight", () => {
  interface Connection {
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    edges: { node: { id: string } | null }[];
  }
  const UNREADABLE = "an agreement whose record is not right";
  async function walk(persona: Persona, query: string, of: (answer: Answer) => Connection) {
    const ids: string[] = [];
    for (let after: string | null = null; ;) {
      const answer = await ask(persona, query, { after });
      // A record that is not right is listed all the same, and not counted.
      const codes = (answer.errors ?? []).map(({ extensions }) => extensions?.["code"]);
      expect(codes.filter((code) => code !== "AGENCY_RECORD_INVALID")).toEqual([]);
      const page = of(answer);
      ids.push(...page.edges.map(({ node }) => node?.id ?? UNREADABLE));
      if (!page.pageInfo.hasNextPage) {
        expect(page.totalCount).toBe(ids.filter((id) => id !== UNREADABLE).length);
        return ids;
      }
      after = page.pageInfo.endCursor;
    }
  }
  const PAGE = `totalCount pageInfo { hasNextPage endCursor } edges { node { id } }`;
  const idsOf = (persons: readonly Person[]) => persons.map((person) => house.idOf(person)).sort();

  it.each(some("lead", "partner's guide", "inspector", "VDAB mediator", "dossier manager"))(
    "participants, for the %s",
    async (_name, persona) => {
      const sees = (person: Person) =>
        persona.sees === PERSONAS.lead.sees || persona.sees === PERSONAS["partner's guide"].sees
          ? isGuided({ ...person, agreements: [] }, concerns(persona))
          : persona.sees(person, house.world);
      const expected = house.world.persons.filter((person) => !person.readRightEndedOn && sees(person));
      const query = `query($after: String) { participants(first: 37, after: $after) { ${PAGE} } }`;
      expect((await walk(persona, query, ({ data }) => data.participants)).sort()).toEqual(idsOf(expected));

      const due = `query($after: String) { assessmentsDue(before: "2027-06-01", first: 20, after: $after) { ${PAGE} } }`;
      const listed = await walk(persona, due, ({ data }) => data.assessmentsDue);
      expect(idsOf(expected)).toEqual(expect.arrayContaining(listed));
    },
  );

  it.each(some("OCMW worker", "sickness-fund employee", "analyst", "citizen"))(
    "the %s may not ask for lists of persons at all",
    async (_name, persona) => {
      const answer = await ask(
        persona,
        `{ participants { totalCount edges { cursor } } assessmentsDue(before: "2027-06-01") { totalCount } }`,
      );
      expect(answer.data).toEqual({ participants: null, assessmentsDue: null });
      expect(refusals(answer)).toEqual(["participants", "assessmentsDue"]);
    },
  );

  it("a partnership's people, agreements, guides and statements", async () => {
    const { persons, guides } = house.world;
    const other = house.world.partnerships.find(({ lead }) => lead !== PLOEG.kbo)!.id;
    const rows = {
      lead: (id: string) => (id === "SV-0001" ? () => true : () => false),
      "partner's guide": (id: string) => (at: { organisation: string }) =>
        id === "SV-0001" && at.organisation === HEFT.kbo,
      inspector: () => () => true,
      "dossier manager": () => () => true,
      "VDAB mediator": () => () => false,
      citizen: () => () => false,
    };
    for (const [name, rowsOf] of Object.entries(rows) as [keyof typeof rows, (typeof rows)["partner's guide"]][]) {
      const persona: Persona = PERSONAS[name];
      for (const id of ["SV-0001", other]) {
        const sees = rowsOf(id);
        const list = (what: string) =>
          walk(
            persona,
            `query($after: String) { partnership(id: "${id}") { ${what}(first: 30, after: $after) {
              totalCount pageInfo { hasNextPage endCursor } edges { node { id } } } } }`,
            ({ data }) => data.partnership[what],
          );
        const own = (person: Person) => person.agreements.filter((one) => one.partnershipId === id && sees(one));
        expect([name, id, (await list("participants")).length]).toEqual([
          name,
          id,
          persons.filter((person) => own(person).length > 0).length,
        ]);
        expect([name, id, (await list("agreements")).length]).toEqual([name, id, persons.flatMap(own).length]);
        const { data } = await ask(
          persona,
          `{ partnership(id: "${id}") { guides { id activeParticipants } statements(year: 2026) { rows } } }`,
        );
        const expected = guides.filter(
          (guide) => guide.partnershipId === id && (name === "VDAB mediator" || sees(guide)),
        );
        expect([name, data.partnership.guides.map((guide: { id: string }) => guide.id).sort()]).toEqual([
          name,
          expected.map((guide) => guide.id).sort(),
        ]);
        const countsShown = data.partnership.guides.every(
          (guide: { activeParticipants: number | null }) => guide.activeParticipants !== null,
        );
        expect([name, countsShown]).toEqual([name, name !== "VDAB mediator"]);
        expect([name, data.partnership.statements !== null]).toEqual([
          name,
          name !== "partner's guide" && sees({ organisation: "" }),
        ]);
      }
    }
  });

  it.each(some("VDAB mediator", "partner's guide", "citizen", "lead", "inspector"))(
    "the figures of a statement in which a person stands, for the %s: refused or told, never left out",
    async (name, persona) => {
      const figures = ["rows", "days", "problems"];
      const answer = await askAbout(
        persona,
        persona.known,
        `attendance(quarter: "2026Q2") { statements { quarter deliveredOn rows days problems { kind } } }`,
      );
      const [statement] = answer.data.participant.attendance.statements as Record<string, unknown>[];
      const isWhole = name === "lead" || name === "inspector";
      expect([name, figures.map((field) => statement![field] !== null)]).toEqual([name, figures.map(() => isWhole)]);
      expect([name, unseen(answer)]).toEqual([
        name,
        isWhole ? [] : figures.map((field) => `participant.attendance.statements.0.${field}`),
      ]);
    },
  );

  it("funding", async () => {
    const query = `query($year: Int!) { fundingYears(year: $year, first: 200) { totalCount edges { node { partnership { id } balance { cents } } } }
      own: partnership(id: "SV-0001") { funding(year: $year) { days } } other: partnership(id: "SV-0002") { funding(year: $year) { days } } }`;
    const of = async (name: keyof typeof PERSONAS) => (await ask(PERSONAS[name], query, { year: 2026 })).data;
    const all = await of("inspector");
    expect(all.fundingYears.totalCount).toBeGreaterThan(1);
    const analyst = await of("analyst");
    const ids = ({ fundingYears: { totalCount, edges } }: typeof all) => [
      totalCount,
      edges.map(({ node }: { node: { partnership: { id: string } } }) => node.partnership.id),
    ];
    expect(ids(analyst)).toEqual(ids(all));
    // The same years; `nobody-in-figures.test.ts` says how exactly.
    expect(analyst.fundingYears).not.toEqual(all.fundingYears);
    const lead = await of("lead");
    expect(lead.fundingYears).toEqual({
      totalCount: 1,
      edges: all.fundingYears.edges.filter(
        ({ node }: { node: { partnership: { id: string } } }) => node.partnership.id === "SV-0001",
      ),
    });
    expect([lead.own.funding !== null, lead.other.funding]).toEqual([true, null]);
    expect(unseen(await ask(PERSONAS.lead, query, { year: 2026 }))).toEqual(["other.funding"]);
    // Its own partnership has no funding in a year without any: that is told, not refused.
    expect(await ask(PERSONAS.lead, `{ partnership(id: "SV-0001") { funding(year: 1999) { days } } }`)).toEqual({
      data: { partnership: { funding: null } },
    });
    const refused = await ask(PERSONAS["partner's guide"], query, { year: 2026 });
    expect(refused.data).toEqual({ fundingYears: null, own: { funding: null }, other: { funding: null } });
    expect(refusals(refused).sort()).toEqual(["fundingYears", "other.funding", "own.funding"]);
  });
});

describe("a cursor", () => {
  const SELECTION = "{ edges { cursor } }";
  /** Every list of the schema, under its root, with a filter and with another. */
  const LISTS: [name: string, write: (given: string) => string, filter: string, other: string][] = [
    ["participants", (given) => `{ list: participants(${given}) ${SELECTION} }`, "", "filter: { waiting: false }"],
    [
      "assessmentsDue",
      (given) => `{ list: assessmentsDue(${given}) ${SELECTION} }`,
      'before: "2027-06-01"',
      'before: "2027-06-02"',
    ],
    [
      "partnership.participants",
      (given) => `{ partnership(id: "SV-0001") { list: participants(${given}) ${SELECTION} } }`,
      "filter: null",
      'filter: { activeOn: "2026-03-03" }',
    ],
    [
      "partnership.agreements",
      (given) => `{ partnership(id: "SV-0001") { list: agreements(${given}) ${SELECTION} } }`,
      "",
      "status: RUNNING",
    ],
    [
      "partnerships",
      (given) => `{ list: partnerships(${given}) ${SELECTION} }`,
      "filter: {}",
      "filter: { status: ENDED }",
    ],
    ["fundingYears", (given) => `{ list: fundingYears(${given}) ${SELECTION} }`, "year: 2026", "year: 2025"],
  ];
  const listOf = ({ data }: Answer) => (data.partnership ?? data).list as { edges: { cursor: string }[] } | null;
  const read = (persona: Persona, query: string) => ask(persona, query);
  const code = ({ errors = [] }: Answer) => errors.map(({ extensions }) => extensions?.["code"]);

  it("stands for every list that there is, but the access log's, which is tried where that is read", () => {
    const paged = objects.flatMap((type) =>
      Object.values(type.getFields()).filter(({ args }) => args.some(({ name }) => name === "after")),
    );
    const queried = paged.filter((field) => !fieldsOf("Subscription").includes(field)).map(({ name }) => name);
    expect(queried.sort()).toEqual(["accessLog", ...LISTS.map(([name]) => name.split(".").at(-1)!)].sort());
  });

  it.each(LISTS)(
    "of %s is good for that list, with that filter and for that asker alone",
    async (_name, write, filter, other) => {
      const { lead, inspector } = PERSONAS;
      const colleague = { ...lead, mandate: { ...lead.mandate, subject: "a colleague of the lead's" } };
      const cursors = listOf(await read(lead, write(`${filter} first: 3`)))!.edges.map(({ cursor }) => cursor);
      const [first] = cursors;
      expect(listOf(await read(lead, write(`${filter} first: 2, after: "${first}"`)))!.edges[0]?.cursor).toBe(
        cursors[1],
      );
      const unsealed = Buffer.from("1:20000000").toString("base64url");
      const altered = first!.replace(/^./, (letter) => (letter === "A" ? "B" : "A"));
      const elsewhere = await Promise.all(
        LISTS.filter(([, another]) => another !== write).map(
          async ([, another, same]) => listOf(await read(lead, another(`${same} first: 1`)))!.edges[0]!.cursor,
        ),
      );
      const refused: [Persona, string, string][] = [
        [inspector, filter, first!],
        [colleague, filter, first!],
        [lead, other, first!],
        ...[unsealed, altered, "20000000", `${first}=`, ...elsewhere].map((cursor): [Persona, string, string] => [
          lead,
          filter,
          cursor,
        ]),
      ];
      for (const [persona, given, cursor] of refused) {
        const answer = await read(persona, write(`${given} first: 2, after: "${cursor}"`));
        expect([given, cursor, code(answer), listOf(answer) ?? null]).toEqual([
          given,
          cursor,
          ["CURSOR_INVALID"],
          null,
        ]);
        expect(JSON.stringify(answer.errors)).not.toContain(cursor);
      }
    },
  );
});

describe("what concerns no person", () => {
  const roots = fieldsOf("Query").filter(({ name }) =>
    ["anybody", "everybody"].includes(DECISIONS.get(`Query.${name}`)!),
  );
  const ARGUMENTS: Record<string, string> = {
    partnership: '(id: "SV-0001")',
    organisation: `(enterpriseNumber: "${HEFT.kbo}")`,
    partnerships: "(first: 2)",
  };

  it.each(personas)("is told to the %s", async (_name, persona) => {
    for (const root of roots) {
      const selection = selectField(root)
        .replace(root.name, "")
        .replaceAll(/\b(node) \{ id \}/g, "$1 { id name lead { enterpriseNumber } }");
      const answer = await ask(persona, `{ ${root.name}${ARGUMENTS[root.name] ?? ""} ${selection} }`);
      expect([root.name, answer.errors ?? [], answer.data[root.name] !== null]).toEqual([root.name, [], true]);
    }
    const selection = fieldsOf("Partnership")
      .filter(({ name }) => DECISIONS.get(`Partnership.${name}`) === "everybody")
      .map((field) => selectField(field))
      .join(" ");
    const { errors = [] } = await ask(persona, `{ partnership(id: "SV-0001") { ${selection} } }`);
    // A figure may be too small for whoever has no right to the people behind it: nobody-in-figures.test.ts.
    expect(errors.filter(({ extensions }) => extensions?.["code"] !== "SMALL_CELL")).toEqual([]);
  });

  const guarded: [string, Group][] = [...DECISIONS]
    .filter(([coordinate]) => coordinate.startsWith("Partnership."))
    .filter((entry): entry is [string, Group] => entry[1] !== "everybody");
  it.each(personas)("but what is in a group only to those who have it: the %s", async (_name, persona) => {
    for (const [coordinate] of guarded) {
      const field = fieldsOf("Partnership").find(({ name }) => coordinate === `Partnership.${name}`)!;
      const answer = await ask(persona, `{ partnership(id: "SV-0001") { ${selectField(field)} } }`);
      const isDenied = !mayAsk(persona, coordinate) || isWithheld(persona, coordinate);
      if (isDenied) expect([coordinate, refusals(answer)]).toEqual([coordinate, [`partnership.${field.name}`]]);
      else {
        // A dossier that VDAB closed is told of, and says nothing of the field.
        const wrong = unexpected(persona, answer).filter(({ extensions }) => extensions?.["code"] !== "DOSSIER_CLOSED");
        expect([coordinate, wrong]).toEqual([coordinate, []]);
      }
    }
  });
});
