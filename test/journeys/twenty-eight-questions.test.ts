import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { readFileSync } from "node:fs";
import pg from "pg";
import { HEFT, PLOEG } from "../../agencies/population/organisations.js";
import { AMINA, BART, CHANTAL } from "../../agencies/population/stories.js";
import type { Agreement, Partnership, Period, Permission, Person } from "../../agencies/population/world.js";
import { QUESTION_GROUPS } from "../../gateway/pages/playground/questions.js";
import { brokenDays, reportedDays } from "../support/broken-days.js";
import { createJudge } from "../support/judge-readiness.js";
import { DOCUMENTS } from "../support/registered-questions.js";
import { PATIENT, startHouse, type Asker, type TestHouse } from "../support/start-house.js";

/*
 * The 28 questions, each by the document that the playground offers for it, asked by somebody whose question it is. What
 * the answer has to be is worked out here, from the invented world or from the ledger's own rows.
 */

const TODAY = "2026-11-21";
const SV = "SV-0001";
const QUESTIONS = QUESTION_GROUPS.flatMap(({ questions }) => questions);

const LEAD: Asker = { as: "lead", purpose: "GUIDANCE" };
const LEAD_OF_MONEY: Asker = { as: "lead", purpose: "FUNDING" };
const GUIDE: Asker = { as: "partner-guide", purpose: "GUIDANCE" };
const MEDIATOR: Asker = { as: "vdab-mediator", purpose: "GUIDANCE" };
const MANAGER: Asker = { as: "dossier-manager", purpose: "PARTNERSHIP_MANAGEMENT" };
const MANAGER_OF_MONEY: Asker = { as: "dossier-manager", purpose: "FUNDING" };
const CITIZEN: Asker = { as: "citizen", purpose: "OWN_FILE" };

let house: TestHouse;
let database: pg.Client;
beforeAll(async () => {
  house = await startHouse({ participants: 400, environment: PATIENT });
  const { DATABASE_URL, DWSE_PORT } = house.settings;
  database = new pg.Client(DATABASE_URL ?? `postgres://postgres@127.0.0.1:${DWSE_PORT}/postgres`);
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await house.stop();
});

/** Asks what the playground offers for a question. */
async function answer(number: number, variables: Record<string, unknown>, asker: Asker) {
  const { operation } = QUESTIONS.find((question) => question.number === number)!;
  const { text } = DOCUMENTS.find(({ file }) => file === `${operation}.graphql`)!;
  return house.ask(text, variables, asker);
}

/** The same, where nothing may be wrong. */
async function whole(number: number, variables: Record<string, unknown>, asker: Asker) {
  const { data, errors } = await answer(number, variables, asker);
  expect(errors).toBeUndefined();
  return data;
}

const nodes = ({ edges }: { edges: { node: unknown }[] }) =>
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each test knows what it asked for
  edges.map(({ node }) => node as any);

const ledger = async <Row extends pg.QueryResultRow>(sql: string) => (await database.query<Row>(sql)).rows;

const DAY = 86_400_000;
const isoDay = (moment: number) => new Date(moment).toISOString().slice(0, 10);
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / DAY;
const eachDay = (from: string, to: string) =>
  Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, i) => isoDay(Date.parse(from) + i * DAY));
const holds = ({ from, to }: Period, day: string) => from <= day && (to === undefined || day <= to);
const runs = ({ startsOn, endsOn }: Agreement, day: string) => startsOn <= day && (endsOn ?? day) >= day;
const statusOf = (agreement: Agreement) =>
  agreement.startsOn > TODAY ? "PLANNED" : runs(agreement, TODAY) ? "RUNNING" : "ENDED";

const odd = ({ index }: Person, every: number, at: number) => index >= 12 && index % every === at;
const isClosed = ({ readRightEndedOn }: Person) => readRightEndedOn !== undefined;
/** Whose agreement the counter has with an end before its start: told as such, and answered by the rest. */
const isTurned = (person: Person) => odd(person, 97, 41);
/** Of whom the network, or VDAB in its advice, tells nothing that can be read. */
const isSilent = (person: Person) => !person.inscribed || odd(person, 101, 0) || odd(person, 151, 7);
/** Guided by this partnership alone, with records that all four agencies can be asked for. */
const tidy = (id: string) =>
  house.world.persons.filter(
    (person) =>
      person.agreements.length > 0 &&
      person.agreements.every(({ partnershipId }) => partnershipId === id) &&
      person.referrals.some(({ partnershipId }) => partnershipId === id) &&
      !isClosed(person) &&
      !isTurned(person) &&
      !isSilent(person) &&
      !odd(person, 211, 7),
  );
const partnershipOf = (id: string) => house.world.partnerships.find((one) => one.id === id)!;
const organisationOf = (kbo: string) => ({
  enterpriseNumber: kbo,
  name: house.world.organisations.get(kbo)!.name,
});

const STATUTES = {
  NWWZ: "JOB_SEEKER",
  LEEFLOON: "LIVING_WAGE",
  ZIEKTE: "WORK_INCAPACITY",
  IVT: "INCOME_REPLACEMENT",
  IT: "INTEGRATION_ALLOWANCE",
};
const permissionStatus = ({ state, to }: Permission) =>
  ({
    AANGEVRAAGD: "REQUESTED",
    GEWEIGERD: "REFUSED",
    HERROEPEN: "REVOKED",
    TOEGESTAAN: to !== undefined && to < TODAY ? "EXPIRED" : "GRANTED",
  })[state];
const hoursSteps = ({ hours }: Agreement) => hours.map(({ from, hoursPerWeek }) => ({ validFrom: from, hoursPerWeek }));

const broken = new Map<string, ReturnType<typeof brokenDays>>();
/** Kept, for working it out day by day is slow. */
function brokenOf(person: Person, agreement: Agreement) {
  const days = broken.get(agreement.id) ?? brokenDays(house.world, person, agreement);
  broken.set(agreement.id, days);
  return days;
}

/** Who must act where a condition lacks. */
const ACTORS: Record<string, string> = {
  ADVICE: "VDAB",
  ASSESSMENT: "VDAB",
  HOURS_ABLE: "VDAB",
  PERMISSION: "ADVISORY_PHYSICIAN",
  AGREEMENT: "MEMBER",
  DIMONA: "MEMBER",
  INSURANCE_BODILY_ACCIDENT: "MEMBER",
  INSURANCE_LIABILITY: "MEMBER",
};

/** A day on which a statement in force says that somebody was there. */
interface PresentDay {
  person: string;
  day: string;
  partnership: string;
  startedOn: string;
}

/** The days of a year in the ledger, one for each participant, day and partnership, under the number of today. */
async function presentDays(year: number): Promise<PresentDay[]> {
  const rows = await ledger<{ person: string; partnership: string; started: string; first: string; bits: string }>(
    `select coalesce(v.nieuw, d.insz) as person, o.samenwerkingsverband_id as partnership, d.begonnen_op::text as started,
       make_date(o.jaar, 3 * o.kwartaal - 2, 1)::text as first, d.aanwezig::text as bits
     from dwse.kwartaaloverzicht o join dwse.aanvaarde_dagen d on d.kwartaaloverzicht_id = o.id
     left join dwse.inszvervanging v on v.oud = d.insz
     where o.jaar = ${year} and o.status = 'AANVAARD'`,
  );
  return rows.flatMap(({ person, partnership, started, first, bits }) =>
    [...bits].flatMap((bit, i) =>
      bit === "1" ? [{ person, partnership, startedOn: started, day: isoDay(Date.parse(first) + i * DAY) }] : [],
    ),
  );
}

/** Which partnership is paid for a day of somebody: that of the earlier agreement. */
function paidDays(present: readonly PresentDay[]): Map<string, PresentDay> {
  const paid = new Map<string, PresentDay>();
  for (const one of present) {
    const key = `${one.person} ${one.day}`;
    const other = paid.get(key);
    const order = (each: PresentDay) => `${each.startedOn} ${each.partnership}`;
    if (!other || order(one) < order(other)) paid.set(key, one);
  }
  return paid;
}

/** Subsidy in cents of so many days: held to the contingent day by day, at the amount of the end of the year. */
async function subsidyOf(partnership: string, year: number, days: number): Promise<number> {
  const [{ granted }] = (await ledger<{ granted: string }>(
    `select sum(100 * contingent * (geldig_tot - geldig_van + 1)) as granted from dwse.toekenning
     where samenwerkingsverband_id = '${partnership}' and jaar = ${year}`,
  )) as [{ granted: string }];
  // The contingent is its mean over the days of the year; a trajectory has 365 days in a leap year too.
  const inYear = daysBetween(`${year}-01-01`, `${year}-12-31`) + 1;
  const paid = Math.min(100 * days, (Number(granted) * 365) / inYear);
  return Math.round((paid * (await unitCents(year))) / 36_500);
}

async function unitCents(year: number): Promise<number> {
  const last = `${year}-12-31` < TODAY ? `${year}-12-31` : TODAY;
  const [{ cents }] = (await ledger<{ cents: string }>(
    `select 100 * bedrag as cents from dwse.eenheidsbedrag where '${last}' between geldig_van and geldig_tot`,
  )) as [{ cents: string }];
  return Number(cents);
}

const advancesOf = (partnership: string, year: number) =>
  ledger<{ paidOn: string; cents: number }>(
    `select betaald_op::text as "paidOn", (100 * bedrag)::int as cents from dwse.voorschot
     where samenwerkingsverband_id = '${partnership}' and jaar = ${year} order by volgnummer`,
  );
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

describe("one participant", () => {
  it("question 1: all on one page, from all four agencies", async () => {
    const present = await presentDays(2026);
    const unit = await unitCents(2026);
    const people = tidy(SV).slice(0, 9);
    expect(people).toContain(house.world.persons.find(({ insz }) => insz === AMINA.insz));
    for (const person of people) {
      const { participant } = await whole(1, { participant: house.idOf(person), year: 2026 }, LEAD);
      const days = new Set(present.filter((one) => one.person === person.insz).map(({ day }) => day)).size;
      const { advice, outflow } = person;
      expect(participant).toEqual({
        id: house.idOf(person),
        name: { first: person.firstName, last: person.lastName },
        birthYear: Number(person.birthDate.slice(0, 4)),
        municipality: {
          nis: person.nis,
          name: house.world.municipalities.find(({ nis }) => nis === person.nis)!.name,
        },
        phase: person.agreements.some((one) => runs(one, TODAY))
          ? "ACTIVE"
          : person.agreements.some(({ startsOn }) => startsOn > TODAY)
            ? "AGREED"
            : outflow
              ? "OUTFLOW"
              : "ENDED",
        statutes: person.statutes.map(({ kind, from, to }) => ({
          kind: STATUTES[kind],
          validFrom: from,
          validTo: to ?? null,
        })),
        advice: {
          status: { TOEGEKEND: "GRANTED", IN_BEHANDELING: "PENDING", GEWEIGERD: "REFUSED", AFGESLOTEN: "CLOSED" }[
            advice!.state
          ],
          decidedOn: advice!.decidedOn,
          validFrom: advice!.period.from,
          validTo: advice!.period.to ?? null,
        },
        assessmentDueOn: person.assessments.map(({ nextDueOn }) => nextDueOn).sort().at(-1) ?? null, // prettier-ignore
        permissions: expect.anything(),
        hoursPerWeek: hoursToday(person),
        agreements: person.agreements.map((one) => ({
          id: one.id,
          status: statusOf(one),
          organisation: organisationOf(one.organisation),
          partnership: { id: SV, name: partnershipOf(SV).name },
          guide: guideOf(person, one),
          workplace: {
            id: one.workplaceId,
            name: house.world.workplaces.find(({ id }) => id === one.workplaceId)!.name,
          },
          signedOn: one.signedOn ?? null,
          startsOn: one.startsOn,
          endsOn: one.endsOn ?? null,
          hours: hoursSteps(one),
        })),
        // None of somebody whose days the department accepted none of.
        funding:
          days === 0
            ? null
            : {
                days,
                trajectories: days / 365,
                amount: { cents: Math.round((days * unit) / 365), currency: "EUR" },
              },
        outflow: outflow ? { on: outflow.on, destination: DESTINATIONS[outflow.destination] } : null,
      });
      expect(
        participant.permissions
          .map(({ statute, status, validFrom, validTo, workplace, issuer }: Record<string, unknown>) =>
            // Of a statute that needs none the network does not always tell the period.
            JSON.stringify(
              status === "NOT_NEEDED"
                ? [statute, status, null, null, null, null]
                : [statute, status, validFrom, validTo, workplace, issuer],
            ),
          )
          .sort(),
      ).toEqual(
        [
          ...permissionsOf(person).map((one) => [
            STATUTES[one.statute],
            permissionStatus(one),
            one.from,
            one.to ?? null,
            one.workplace,
            organisationOf(one.issuer),
          ]),
          // Job seekers, and who has an allowance for a disability, need none.
          ...person.statutes
            .filter((one) => !["LEEFLOON", "ZIEKTE"].includes(one.kind) && one.confirmed && holds(one, TODAY))
            .map(({ kind }) => [STATUTES[kind], "NOT_NEEDED", null, null, null, null]),
        ]
          .map((one) => JSON.stringify(one))
          .sort(),
      );
    }
  });

  it("question 2: may somebody be active on a day, and if not, what lacks and who must act", async () => {
    const judge = createJudge(house.world);
    const actors = new Map<string, string>();
    const people = tidy(SV).filter(({ agreements }) =>
      agreements.every(({ organisation }) => organisation === HEFT.kbo),
    );
    expect(people.length).toBeGreaterThan(3);
    const seen = new Set<boolean | null>();
    for (const person of people)
      for (const on of ["2026-05-18", TODAY]) {
        const { participant } = await whole(2, { participant: house.idOf(person), on }, GUIDE);
        const { mayBeActive, conditions, agreements } = participant.readiness;
        expect([person.index, on, mayBeActive]).toEqual([person.index, on, judge(person, on).person]);
        expect(
          Object.fromEntries(
            agreements.map((one: { mayBeActive: boolean; agreement: { id: string } }) => [
              one.agreement.id,
              one.mayBeActive,
            ]),
          ),
        ).toEqual(judge(person, on).agreements);
        seen.add(mayBeActive);
        const lacking = conditions.filter(({ state }: { state: string }) => state === "LACKING");
        for (const { kind, actor } of lacking) actors.set(kind, actor);
        // By the law's own sentences, day by day.
        const broken = person.agreements.filter((one) => runs(one, on)).map((one) => brokenOf(person, one));
        if (broken.length === 0) continue;
        const kinds = ["ADVICE", "ASSESSMENT", "PERMISSION", "DIMONA", "INSURANCE_LIABILITY", "AGREEMENT_SIGNED"];
        expect([
          person.index,
          on,
          [...new Set(lacking.map(({ kind }: { kind: string }) => kind))]
            .filter((kind) => !["HOURS_ABLE", "INSURANCE_BODILY_ACCIDENT"].includes(kind as string))
            .sort(),
        ]).toEqual([
          person.index,
          on,
          kinds
            .filter((kind) => broken.some((days) => days[kind]?.includes(on)))
            .map((kind) => (kind === "AGREEMENT_SIGNED" ? "AGREEMENT" : kind))
            .sort(),
        ]);
      }
    for (const verdict of [true, false]) expect(seen).toContain(verdict);
    const bart = await whole(2, { participant: house.idOf(BART), on: TODAY }, LEAD);
    const [lacks] = bart.participant.readiness.conditions.filter(({ state }: { state: string }) => state === "LACKING");
    expect(lacks).toMatchObject({ kind: "PERMISSION", actor: "ADVISORY_PHYSICIAN" });
    expect(Object.fromEntries(actors)).toEqual(
      Object.fromEntries([...actors.keys()].map((kind) => [kind, ACTORS[kind]])),
    );
  });

  it("question 3: which permissions end before the agreement does", async () => {
    const before = (validTo: string | null, endsOn: string | null) =>
      validTo !== null && validTo < (endsOn ?? "9999-12-31");
    const found: string[] = [];
    for (const person of tidy(SV).filter(({ permissions }) => permissions.length > 0)) {
      const { participant } = await whole(3, { participant: house.idOf(person) }, LEAD);
      const ending = participant.permissions
        .filter(({ status }: { status: string }) => status === "GRANTED")
        .filter(({ validTo }: { validTo: string }) =>
          participant.agreements.some(
            ({ status, endsOn }: { status: string; endsOn: string }) => status === "RUNNING" && before(validTo, endsOn),
          ),
        )
        .map(({ statute, validTo, issuer }: Record<string, string>) => JSON.stringify([statute, validTo, issuer]));
      expect([person.index, ending]).toEqual([
        person.index,
        person.permissions
          .filter(
            ({ state, to }) =>
              state === "TOEGESTAAN" &&
              (to ?? TODAY) >= TODAY &&
              person.agreements.some((one) => runs(one, TODAY) && before(to ?? null, one.endsOn ?? null)),
          )
          .map(({ statute, to, issuer }) => JSON.stringify([STATUTES[statute], to, organisationOf(issuer)])),
      ]);
      if (ending.length > 0) found.push(person.insz);
    }
    expect(found).toContain(CHANTAL.insz);
  });

  it("question 4: how the hours a week go, and whether they are still twelve", async () => {
    const reported = reportedDays(house.world, partnershipOf(SV), 2026);
    for (const person of tidy(SV).slice(0, 14)) {
      const { participant } = await whole(4, { participant: house.idOf(person), quarter: "2026Q3" }, LEAD);
      const listed = person.agreements.flatMap(({ id }) => [...(reported.get(id) ?? [])]);
      expect(participant).toEqual({
        id: house.idOf(person),
        hoursPerWeek: hoursToday(person),
        assessments: [...person.assessments]
          .sort((a, b) => (a.assessedOn < b.assessedOn ? 1 : -1))
          .map(({ assessedOn, hoursPerWeekAble }) => ({ assessedOn, hoursPerWeekAble: hoursPerWeekAble ?? null })),
        agreements: person.agreements.map((one) => ({
          id: one.id,
          status: statusOf(one),
          startsOn: one.startsOn,
          endsOn: one.endsOn ?? null,
          hours: hoursSteps(one),
        })),
        // No statement of the quarter names somebody whose agreement did not run in it.
        attendance: person.agreements.some(
          (one) => one.startsOn <= "2026-09-30" && (one.endsOn ?? TODAY) >= "2026-07-01",
        )
          ? {
              quarter: "2026Q3",
              days: new Set(listed.filter((day) => day >= "2026-07-01" && day <= "2026-09-30")).size,
            }
          : null,
      });
    }
  });

  it("question 6: who looked, told to the person", async () => {
    const id = house.idOf(AMINA);
    const looks = async () => nodes((await whole(6, { participant: id, first: 100 }, CITIZEN)).participant.accessLog);
    const before = await looks();
    await whole(3, { participant: id }, GUIDE);
    const after = await looks();
    const fresh = after.slice(0, after.length - before.length);
    const told = fresh
      .filter(({ byRule }) => !byRule)
      .map(({ organisationName, capacity, purpose, agency, fields }) => [
        organisationName,
        capacity,
        purpose,
        agency,
        fields,
      ]);
    const permission = ["id", "issuer", "status", "statute", "validFrom", "validTo"].map(
      (name) => `Permission.${name}`,
    );
    const agreement = ["endsOn", "id", "startsOn", "status"].map((name) => `GuidanceAgreement.${name}`);
    const guide = ["vzw Het Heft", "PARTNER_GUIDE", "GUIDANCE"];
    const own = [null, "CITIZEN", "OWN_FILE"];
    expect(told.sort()).toEqual(
      [
        [...guide, "VDAB", ["Participant.id", "Query.participant"]],
        [...guide, "MAGDA", ["Organisation.enterpriseNumber", "Participant.permissions", ...permission]],
        [...guide, "LOKET", [...agreement, "Participant.agreements"]],
        [...own, "VDAB", ["Participant.id", "Query.participant"]],
        // Of the question before: that she read the log is in the log.
        [...own, null, ["Participant.accessLog"]],
      ].sort(),
    );
  });

  it("question 7: whether the number was replaced, and which systems are on the new one", async () => {
    const replaced = house.world.persons.filter((person) => person.former && !isClosed(person) && !isSilent(person));
    expect(replaced.length).toBeGreaterThan(2);
    const filed = await ledger<{ insz: string }>("select distinct insz from dwse.aanvaarde_dagen");
    const isFiled = ({ insz, former }: Person) => filed.some((row) => row.insz === insz || row.insz === former?.insz);
    const states = new Set<string>();
    for (const person of replaced) {
      const { participant } = await whole(7, { participant: house.idOf(person) }, MANAGER);
      const files = { vdabFile: "vdab", networkFile: "magda", counterFile: "loket", ledgerFile: "dwse" } as const;
      for (const [file, system] of Object.entries(files)) {
        if (system === "loket" && person.agreements.length === 0) expect(participant[file]).toBeNull();
        if (system === "dwse" && !isFiled(person)) expect(participant[file]).toBeNull();
        if (participant[file] === null) continue;
        const { inszState, replacedOn } = participant[file];
        // The network answers under the number of today alone.
        const isOld = system !== "magda" && person.former!.stillUsedBy.includes(system);
        states.add(inszState);
        expect([person.index, file, inszState, replacedOn]).toEqual([
          person.index,
          file,
          isOld ? "REPLACED" : "CURRENT",
          isOld ? person.former!.replacedOn : null,
        ]);
      }
    }
    expect(states).toEqual(new Set(["CURRENT", "REPLACED"]));
  });
});

const DESTINATIONS = {
  NORMAAL_ECONOMISCH_CIRCUIT: "REGULAR_ECONOMY",
  MAATWERKBEDRIJF: "SOCIAL_ENTERPRISE",
  INDIVIDUEEL_MAATWERK: "INDIVIDUAL_ADAPTED_WORK",
  LOKALE_DIENSTENECONOMIE: "LOCAL_SERVICE_ECONOMY",
  OPLEIDING: "TRAINING",
  ACTIVERINGSTRAJECT: "ACTIVATION_TRAJECTORY",
  AMA_WELZIJN: "AMA_WELFARE",
  UITKERING: "BENEFIT",
  ONBEKEND: "UNKNOWN",
};

/** Hours a week of all agreements that run, each at its last step. */
function hoursToday({ agreements }: Person): number | null {
  const running = agreements.filter((one) => runs(one, TODAY));
  if (running.length === 0) return null;
  return sum(running.map(({ hours }) => hours.filter(({ from }) => from <= TODAY).at(-1)?.hoursPerWeek ?? 0));
}

/** Of each statute the permission that is in force, else the newest. */
function permissionsOf({ permissions }: Person): Permission[] {
  const inForce = (one: Permission) => one.state === "TOEGESTAAN" && holds(one, TODAY);
  return (["LEEFLOON", "ZIEKTE"] as const).flatMap((statute) => {
    const own = permissions
      .filter((one) => one.statute === statute)
      .sort((a, b) => Number(inForce(b)) - Number(inForce(a)) || (a.requestedOn < b.requestedOn ? 1 : -1));
    return own.slice(0, 1);
  });
}

/** Null where the counter names a guide that it does not know. */
function guideOf(person: Person, { guideId }: Agreement) {
  const guide = odd(person, 19, 7) ? undefined : house.world.guides.find(({ id }) => id === guideId);
  return guide ? { id: guide.id, name: `${guide.firstName} ${guide.lastName}` } : null;
}

describe("a partnership", () => {
  it("question 8: whose assessment is due in thirty days, and by whom they are guided", async () => {
    const before = "2026-12-21";
    const led = house.world.partnerships.filter(({ lead }) => lead === PLOEG.kbo).map(({ id }) => id);
    const dueOn = ({ assessments }: Person) => assessments.map(({ nextDueOn }) => nextDueOn).sort().at(-1) ?? "9999"; // prettier-ignore
    const due = (isInSight: (person: Person) => boolean) =>
      house.world.persons
        .filter(
          (person) =>
            !isClosed(person) &&
            !person.outflow &&
            person.referrals.some(({ state }) => state === "GESTART") &&
            dueOn(person) < before &&
            isInSight(person),
        )
        .map((person) => `${dueOn(person)} ${house.idOf(person)}`)
        .sort();
    const referred = (person: Person) =>
      person.referrals.some(
        ({ partnershipId, state }) => led.includes(partnershipId) && !["GEWEIGERD", "INGETROKKEN"].includes(state),
      );
    const { assessmentsDue } = await whole(8, { before, partnership: SV, first: 200 }, LEAD);
    const told = nodes(assessmentsDue);
    expect(told.map(({ id, assessmentDueOn }) => `${assessmentDueOn} ${id}`).sort()).toEqual(due(referred));
    expect(assessmentsDue.totalCount).toBe(told.length);
    expect(told.length).toBeGreaterThan(2);
    for (const { id, name, agreements } of told) {
      const person = house.world.persons.find((one) => house.idOf(one) === id)!;
      expect(name).toEqual({ first: person.firstName, last: person.lastName });
      expect(agreements.map(({ id, guide }: { id: string; guide: object }) => [id, guide])).toEqual(
        person.agreements.map((one) => [one.id, guideOf(person, one)]),
      );
    }
    const service = house.world.persons.find(({ insz }) => insz === AMINA.insz)!.service;
    const ofService = await answer(8, { before, first: 200 }, MEDIATOR);
    const inService = ({ service: at, transfers }: Person) =>
      at === service || transfers.some(({ from, on }) => from === service && on > TODAY);
    expect(
      nodes(ofService.data.assessmentsDue)
        .map(({ id, assessmentDueOn }) => `${assessmentDueOn} ${id}`)
        .sort(),
    ).toEqual(due(inService));
  });

  it("question 9: which partnerships are over their contingent or under it, now and at the end of the year", async () => {
    const told = nodes((await whole(9, { first: 200 }, MANAGER)).partnerships);
    expect(told.map(({ id }) => id)).toEqual(house.world.partnerships.map(({ id }) => id).sort());
    const states = new Set<string>();
    for (const { id, lead, occupancy } of told) {
      const partnership = partnershipOf(id);
      const held = house.world.persons.map(({ agreements }) =>
        agreements.filter(({ partnershipId }) => partnershipId === id),
      );
      const running = held.filter((agreements) => agreements.some((one) => runs(one, TODAY))).length;
      const days = sum(
        held.map(
          (agreements) =>
            new Set(
              agreements.flatMap(({ startsOn, endsOn = TODAY }) =>
                eachDay(startsOn > "2026-01-01" ? startsOn : "2026-01-01", endsOn < TODAY ? endsOn : TODAY),
              ),
            ).size,
        ),
      );
      const granted = partnership.contingents.find(({ year }) => year === 2026)?.granted ?? null;
      const projected = (days + running * daysBetween(TODAY, "2026-12-31")) / 365;
      const state = (used: number) => {
        if (granted === null) return "NOT_GRANTED";
        if (used > granted) return "OVER";
        return used === granted ? "FULL" : used / granted < 0.9 ? "UNDER_USED" : "BALANCED";
      };
      expect([id, lead, { ...occupancy, projectedYearEnd: occupancy.projectedYearEnd.toFixed(9) }]).toEqual([
        id,
        organisationOf(partnership.lead),
        {
          on: TODAY,
          granted,
          running,
          agreements: held.flat().filter((one) => runs(one, TODAY)).length,
          ratio: granted === null ? null : running / granted,
          state: state(running),
          projectedYearEnd: projected.toFixed(9),
          projectedState: state(projected),
        },
      ]);
      states.add(occupancy.state);
    }
    for (const state of ["OVER", "UNDER_USED"]) expect(states).toContain(state);
  });

  it("question 10: the subsidy computed against the advances paid, by partner", async () => {
    const paid = [...paidDays(await presentDays(2026)).values()];
    const others = house.world.partnerships.slice(1, 5).map(({ id }) => id);
    for (const [id, asker] of [[SV, LEAD_OF_MONEY], ...others.map((id) => [id, MANAGER_OF_MONEY])] as [
      string,
      Asker,
    ][]) {
      const { partnership } = await whole(10, { partnership: id, year: 2026 }, asker);
      const days = paid.filter((one) => one.partnership === id).length;
      const subsidy = await subsidyOf(id, 2026, days);
      const advances = await advancesOf(id, 2026);
      const balance = subsidy - sum(advances.map(({ cents }) => cents));
      const { funding } = partnership;
      expect([id, funding.days, funding.subsidy.cents, funding.balance.cents]).toEqual([id, days, subsidy, balance]);
      expect(funding.trajectories).toBeCloseTo(days / 365, 9);
      expect(
        funding.advances.map(({ paidOn, amount }: { paidOn: string; amount: { cents: number } }) => ({
          paidOn,
          cents: amount.cents,
        })),
      ).toEqual(advances);
      const accepted = await ledger<{ quarter: string }>(
        `select jaar || 'Q' || kwartaal as quarter from dwse.kwartaaloverzicht
         where samenwerkingsverband_id = '${id}' and jaar = 2026 and status = 'AANVAARD' order by kwartaal`,
      );
      expect(funding.expected.accepted).toEqual(accepted.map(({ quarter }) => quarter));
      expect(
        funding.shares.map(({ organisation, amount }: Record<string, { enterpriseNumber: string; cents: number }>) => [
          organisation!.enterpriseNumber,
          amount!.cents,
        ]),
      ).toEqual(await sharesOf(partnershipOf(id), 2026, subsidy));
    }
  });

  it("question 11: which reported days are at risk, and what they come to", async () => {
    const kinds = ["ADVICE", "ASSESSMENT", "PERMISSION", "INSURANCE_BODILY_ACCIDENT", "INSURANCE_LIABILITY", "AGREEMENT_SIGNED", "DIMONA"]; // prettier-ignore
    const unit = await unitCents(2026);
    let compared = 0;
    for (const partnership of house.world.partnerships.slice(0, 3)) {
      const asker = partnership.id === SV ? LEAD : MANAGER;
      const { data, errors = [] } = await answer(11, { partnership: partnership.id, year: 2026, first: 200 }, asker);
      for (const { extensions } of errors) expect(["AGENCY_RECORD_INVALID", "DOSSIER_CLOSED", "FILTERED", "NOT_INSCRIBED"]).toContain(extensions?.["code"]); // prettier-ignore
      const reported = reportedDays(house.world, partnership, 2026);
      const expected = new Map<string, number>();
      for (const person of house.world.persons) {
        const days = new Set<string>();
        for (const agreement of person.agreements.filter(({ id }) => reported.has(id))) {
          const broken = brokenOf(person, agreement);
          for (const day of kinds.flatMap((kind) => broken[kind] ?? []))
            if (reported.get(agreement.id)?.has(day)) days.add(day);
        }
        expected.set(house.idOf(person), days.size);
      }
      const { atRisk, participants } = data.partnership;
      const listed = nodes(participants);
      for (const { id, atRisk: own } of listed) {
        const person = house.world.persons.find((one) => house.idOf(one) === id)!;
        if (!own || own.unknownDays > 0 || !tidy(partnership.id).includes(person)) continue;
        expect([id, own.days, own.amount.cents]).toEqual([
          id,
          expected.get(id),
          Math.round((expected.get(id)! * unit) / 365),
        ]);
        if (own.days > 0) compared += 1;
      }
      if (atRisk.unknownDays > 0 || atRisk.unreadable > 0 || errors.length > 0) continue;
      const total = sum([...expected.values()]);
      expect([partnership.id, atRisk.days, atRisk.amount.cents]).toEqual([
        partnership.id,
        total,
        Math.round((total * unit) / 365),
      ]);
    }
    expect(compared).toBeGreaterThan(3);
  });

  it("question 12: which statements did not come by the end of the first month", async () => {
    const told = nodes((await whole(12, { year: 2026, first: 200 }, MANAGER)).partnerships);
    const due = { "2026Q1": "2026-04-30", "2026Q2": "2026-07-31", "2026Q3": "2026-10-31" };
    let late = 0;
    for (const { id, statements } of told) {
      const delivered = new Map(partnershipOf(id).statements.map(({ quarter, deliveredOn }) => [quarter, deliveredOn]));
      expect([
        id,
        statements.map(({ quarter, dueOn, deliveredOn, late }: Record<string, unknown>) => [
          quarter,
          dueOn,
          deliveredOn,
          late,
        ]),
      ]).toEqual([
        id,
        Object.entries(due).map(([quarter, dueOn]) => {
          const on = delivered.get(quarter) ?? null;
          return [quarter, dueOn, on, (on ?? TODAY) > dueOn];
        }),
      ]);
      late += statements.filter((one: { late: boolean }) => one.late).length;
    }
    expect(late).toBeGreaterThan(3);
  });

  it("question 13: who is advised and waits to start, and for how many days", async () => {
    const isWaiting = ({ state }: Person["referrals"][number]) => state === "VERWEZEN" || state === "AANVAARD";
    const { participants } = await whole(13, { partnership: SV, first: 200 }, LEAD);
    const expected = house.world.persons
      .filter((person) => !isClosed(person))
      .flatMap((person) =>
        person.referrals
          .filter((one) => one.partnershipId === SV && isWaiting(one))
          .map(({ referredOn }) => `${house.idOf(person)} ${referredOn} ${daysBetween(referredOn, TODAY)}`),
      )
      .sort();
    const told = nodes(participants);
    expect(
      told
        .flatMap(({ id, referrals }) =>
          referrals
            .filter(({ waitingDays }: { waitingDays: number | null }) => waitingDays !== null)
            .map(({ referredOn, waitingDays }: Record<string, string>) => `${id} ${referredOn} ${waitingDays}`),
        )
        .sort(),
    ).toEqual(expected);
    expect(expected.length).toBeGreaterThan(2);
    expect(participants.totalCount).toBe(expected.length);
    for (const { id, advice } of told) {
      const person = house.world.persons.find((one) => house.idOf(one) === id)!;
      expect(advice.decidedOn).toBe(person.advice!.decidedOn);
    }
  });

  it("question 14: how many participants each guide has, and which partner has no qualified guide", async () => {
    let without = 0;
    for (const { id, members } of house.world.partnerships.slice(0, 5)) {
      const { partnership } = await whole(14, { partnership: id }, id === SV ? LEAD : MANAGER);
      const guides = house.world.guides.filter(({ partnershipId }) => partnershipId === id);
      const active = (guide: string) =>
        house.world.persons.filter(({ agreements }) =>
          agreements.some((one) => one.guideId === guide && one.partnershipId === id && runs(one, TODAY)),
        ).length;
      expect(
        partnership.guides.map(({ id, name, activeParticipants }: Record<string, unknown>) => [
          id,
          name,
          activeParticipants,
        ]),
      ).toEqual(guides.map(({ id, firstName, lastName }) => [id, `${firstName} ${lastName}`, active(id)]));
      const qualified = (kbo: string) =>
        guides.filter(
          ({ organisation, employed, qualification }) =>
            organisation === kbo && holds(employed, TODAY) && (qualification?.obtainedOn ?? "9999") <= TODAY,
        ).length;
      const current = members.filter((member) => holds(member, TODAY));
      expect(
        partnership.members
          .filter(({ validTo }: { validTo: string | null }) => (validTo ?? TODAY) >= TODAY)
          .map(
            ({
              organisation,
              qualifiedGuides,
            }: {
              organisation: { enterpriseNumber: string };
              qualifiedGuides: number;
            }) => [organisation.enterpriseNumber, qualifiedGuides],
          ),
      ).toEqual(current.map(({ organisation }) => [organisation, qualified(organisation)]));
      const lacking = current.filter(({ organisation }) => qualified(organisation) === 0);
      expect(
        partnership.compliance
          .filter(({ kind, met }: { kind: string; met: boolean }) => kind === "QUALIFIED_GUIDE" && met === false)
          .map(({ subject }: { subject: { enterpriseNumber: string } }) => subject.enterpriseNumber)
          .sort(),
      ).toEqual(lacking.map(({ organisation }) => organisation).sort());
      without += lacking.length;
    }
    expect(without).toBeGreaterThan(0);
  });

  it("question 15: which agreements ended with no outflow recorded", async () => {
    const ended = house.world.persons.flatMap((person) =>
      person.agreements
        .filter((one) => one.partnershipId === SV && statusOf(one) === "ENDED")
        .map((agreement) => ({ person, agreement })),
    );
    const { data, errors = [] } = await answer(15, { partnership: SV, first: 200 }, LEAD);
    const closed = ended.filter(({ person }) => isClosed(person) || isTurned(person));
    expect(errors.length).toBe(closed.length);
    const told = nodes(data.partnership.agreements).filter((node) => node !== null);
    const readable = ended.filter(({ person }) => !isClosed(person) && !isTurned(person));
    const withoutOutflow = (outflow: unknown) => outflow === null || outflow === undefined;
    expect(
      told
        .filter(
          ({ id, participant }) =>
            withoutOutflow(participant.outflow) && readable.some((one) => one.agreement.id === id),
        )
        .map(({ id, endsOn }) => `${id} ${endsOn}`)
        .sort(),
    ).toEqual(
      readable
        .filter(({ person }) => withoutOutflow(person.outflow))
        .map(({ agreement: { id, endsOn } }) => `${id} ${endsOn}`)
        .sort(),
    );
    expect(readable.some(({ person }) => person.outflow)).toBe(true);
    expect(readable.some(({ person }) => !person.outflow)).toBe(true);
  });

  it("question 16: who is reported twice on a day, or is in AMA welzijn at the same time", async () => {
    const present = await presentDays(2026);
    const paid = paidDays(present);
    const at = new Map<string, Set<string>>();
    for (const { person, day, partnership } of present) {
      const key = `${person} ${day}`;
      at.set(key, (at.get(key) ?? new Set()).add(partnership));
    }
    const shared = [...at].filter(([, partnerships]) => partnerships.size > 1);
    const involved = new Set(shared.flatMap(([, partnerships]) => [...partnerships]));
    const combined = house.world.persons.filter(
      (person) =>
        !isClosed(person) &&
        (person.welfareActivities ?? []).length > 0 &&
        person.agreements.some((one) => brokenOf(person, one)["WELFARE_NOT_COMBINED"]),
    );
    let together = 0;
    const ids = new Set([...[...involved].slice(0, 3), combined[0]!.agreements[0]!.partnershipId]);
    for (const id of ids) {
      const { data, errors = [] } = await answer(16, { partnership: id, year: 2026, first: 200 }, MANAGER_OF_MONEY);
      for (const { extensions } of errors) expect(["AGENCY_RECORD_INVALID", "DOSSIER_CLOSED", "NOT_INSCRIBED", "FILTERED"]).toContain(extensions?.["code"]); // prettier-ignore
      const own = shared.filter(([, partnerships]) => partnerships.has(id));
      const here = own.filter(([key]) => paid.get(key)!.partnership === id);
      const { sharedDays } = data.partnership.funding;
      expect([sharedDays.days, sharedDays.paidHere, sharedDays.paidElsewhere]).toEqual([
        own.length,
        here.length,
        own.length - here.length,
      ]);
      const listOf = (keys: [string, Set<string>][], person: string) =>
        keys.flatMap(([key]) => (key.startsWith(person) ? [key.slice(12)] : [])).sort();
      const people = [...new Set(own.map(([key]) => key.slice(0, 11)))];
      expect(
        new Map(
          sharedDays.participants.map((one: { participant: { id: string }; days: string[]; paidHere: string[] }) => [
            one.participant.id,
            [one.days, one.paidHere],
          ]),
        ),
      ).toEqual(new Map(people.map((insz) => [house.idOf({ insz }), [listOf(own, insz), listOf(here, insz)]])));
      const daysOf = (since: string, until: string | null) => eachDay(since, until ?? TODAY);
      for (const { id: participant, findings } of nodes(data.partnership.participants)) {
        const person = house.world.persons.find((one) => house.idOf(one) === participant)!;
        if (isClosed(person) || isTurned(person) || !findings) continue;
        const told = new Set(
          findings
            .filter(({ kind, met }: { kind: string; met: boolean }) => kind === "WELFARE_NOT_COMBINED" && met === false)
            .flatMap(({ since, until }: { since: string; until: string }) => daysOf(since, until)),
        );
        together += told.size;
        expect([person.index, [...told].sort()]).toEqual([
          person.index,
          [
            ...new Set(
              person.welfareActivities
                ? person.agreements.flatMap((one) => brokenOf(person, one)["WELFARE_NOT_COMBINED"] ?? [])
                : [],
            ),
          ].sort(),
        ]);
      }
    }
    expect([shared.length > 0, together > 0]).toEqual([true, true]);
  });

  it("question 17: which settled years would come to something else by statements that came later", async () => {
    expect(await compareSettled(2025)).toBeGreaterThan(0);
    expect(await compareSettled(2024)).toBeGreaterThan(0);
  });

  /** Compares a settled year of every partnership. @returns how many would come to something else */
  async function compareSettled(year: number): Promise<number> {
    const paid = [...paidDays(await presentDays(year)).values()];
    const settled = new Map(
      (
        await ledger<{ id: string; on: string; days: number; balance: number }>(
          `select distinct on (samenwerkingsverband_id) samenwerkingsverband_id as id, vastgesteld_op::text as on, dagen as days,
             (100 * saldo)::int as balance from dwse.afrekening where jaar = ${year} order by samenwerkingsverband_id, versie desc`,
        )
      ).map((row) => [row.id, row]),
    );
    const filed = await ledger<{
      id: string;
      quarter: string;
      version: number;
      delivered: string;
      accepted: string | null;
    }>(
      `select samenwerkingsverband_id as id, jaar || 'Q' || kwartaal as quarter, versie as version, ingediend_op::text as delivered,
         aanvaard_op::date::text as accepted from dwse.kwartaaloverzicht where jaar = ${year} order by kwartaal, versie`,
    );
    let differing = 0;
    for (const { id, funding, statements } of nodes(
      (await whole(17, { year, first: 200 }, MANAGER_OF_MONEY)).partnerships,
    )) {
      const settlement = settled.get(id);
      if (!settlement) {
        expect(funding?.settledOn ?? null).toBeNull();
        continue;
      }
      expect([id, funding.settledOn, funding.balance.cents]).toEqual([id, settlement.on, settlement.balance]);
      const days = paid.filter((one) => one.partnership === id).length;
      const advances = sum((await advancesOf(id, year)).map(({ cents }) => cents));
      const balance = (await subsidyOf(id, year, days)) - advances;
      const own = filed.filter((one) => one.id === id);
      const later = own.filter(({ accepted }) => accepted !== null && accepted > settlement.on);
      if (days === settlement.days && balance === settlement.balance)
        expect([id, funding.recomputed]).toEqual([id, null]);
      else {
        differing += 1;
        expect([id, funding.recomputed]).toMatchObject([
          id,
          { days, balance: { cents: balance }, difference: { cents: balance - settlement.balance } },
        ]);
        expect(
          funding.recomputed.because
            .filter(({ quarter }: { quarter: string | null }) => quarter !== null)
            .map(({ quarter, version, acceptedOn }: Record<string, unknown>) => [quarter, version, acceptedOn]),
        ).toEqual(later.map(({ quarter, version, accepted }) => [quarter, version, accepted]));
      }
      for (const { quarter, filings } of statements)
        expect(
          filings.map(({ version, deliveredOn, acceptedOn, settledBefore }: Record<string, unknown>) => [
            version,
            deliveredOn,
            acceptedOn,
            settledBefore,
          ]),
        ).toEqual(
          own
            .filter((one) => one.quarter === quarter)
            .map(({ version, delivered, accepted }) => [
              version,
              delivered,
              accepted,
              delivered > settlement.on || (accepted ?? "") > settlement.on ? settlement.on : null,
            ]),
        );
    }
    return differing;
  }
});

/** The members' shares of an amount by the split key of a year: the lead first, the cents left over to the largest remainders. */
async function sharesOf({ id, lead }: Partnership, year: number, cents: number): Promise<[string, number][]> {
  const parts = await ledger<{ kbo: string; parts: number }>(
    `select ondernemingsnummer as kbo, delen as parts from dwse.deel where samenwerkingsverband_id = '${id}' and versie =
       (select versie from dwse.verdeelsleutel where samenwerkingsverband_id = '${id}' and vanaf_jaar <= ${year}
        order by vanaf_jaar desc, versie desc limit 1)`,
  );
  const total = sum(parts.map((one) => one.parts));
  const ordered = parts.sort(
    (a, b) => Number(b.kbo === lead) - Number(a.kbo === lead) || b.parts - a.parts || (a.kbo < b.kbo ? -1 : 1),
  );
  const shares = ordered.map(({ kbo, parts }) => ({
    kbo,
    cents: Math.floor((cents * parts) / total),
    rest: (cents * parts) % total,
  }));
  const left = cents - sum(shares.map((one) => one.cents));
  for (const one of [...shares].sort((a, b) => b.rest - a.rest).slice(0, left)) one.cents += 1;
  return shares.map(({ kbo, cents }) => [kbo, cents]);
}

describe("the whole", () => {
  it("question 18: the balance of each partnership, what is asked back, and what the year is expected to come to", async () => {
    const settled = await ledger<{ id: string; balance: number }>(
      `select distinct on (samenwerkingsverband_id) samenwerkingsverband_id as id, (100 * saldo)::int as balance
       from dwse.afrekening where jaar = 2025 order by samenwerkingsverband_id, versie desc`,
    );
    const asked = await ledger<{ id: string; cents: number; on: string; paid: string | null }>(
      `select samenwerkingsverband_id as id, (100 * bedrag)::int as cents, opgelegd_op::text as on, betaald_op::text as paid
       from dwse.terugvordering where jaar = 2025 order by opgelegd_op, id`,
    );
    const known = nodes((await whole(18, { year: 2025, exact: true, first: 200 }, MANAGER_OF_MONEY)).fundingYears);
    for (const { id, balance } of settled) {
      const year = known.find(({ partnership }) => partnership.id === id);
      expect([id, year.balance.cents]).toEqual([id, balance]);
      expect(
        year.recoveries
          .map(({ amount, imposedOn, paidOn }: { amount: { cents: number }; imposedOn: string; paidOn: string | null }) =>
            [amount.cents, imposedOn, paidOn].join(" "),
          )
          .sort(),
      ).toEqual(asked.filter((one) => one.id === id).map(({ cents, on, paid }) => [cents, on, paid].join(" ")).sort()); // prettier-ignore
    }
    expect(asked.length).toBeGreaterThan(5);

    const lengths = { 1: 90, 2: 91, 3: 92, 4: 92 };
    const paid = new Map<string, number>();
    for (const { partnership, day } of [
      ...paidDays(await presentDays(2025)).values(),
      ...paidDays(await presentDays(2026)).values(),
    ]) {
      const key = `${partnership} ${day.slice(0, 4)}Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
      paid.set(key, (paid.get(key) ?? 0) + 1);
    }
    const running = nodes((await whole(18, { year: 2026, exact: true, first: 200 }, MANAGER_OF_MONEY)).fundingYears);
    let compared = 0;
    for (const { partnership, contingent, balance, advances, expected } of running) {
      const advanced = sum(advances.map(({ amount }: { amount: { cents: number } }) => amount.cents));
      const quarters = await ledger<{ year: number; quarter: 1 | 2 | 3 | 4 }>(
        `select jaar::int as year, kwartaal::int as quarter from dwse.kwartaaloverzicht
         where samenwerkingsverband_id = '${partnership.id}' and jaar in (2025, 2026) and status = 'AANVAARD'`,
      );
      const own = quarters.filter(({ year }) => year === 2026).map(({ quarter }) => quarter);
      const daysOf = (year: number, quarter: number) => paid.get(`${partnership.id} ${year}Q${quarter}`) ?? 0;
      const paces = quarters.map(({ year, quarter }) => daysOf(year, quarter) / lengths[quarter]);
      const soFar = sum(own.map((quarter) => daysOf(2026, quarter)));
      const missing = ([1, 2, 3, 4] as const).filter((quarter) => !own.includes(quarter));
      expect([partnership.id, balance.cents]).toEqual([
        partnership.id,
        (await subsidyOf(partnership.id, 2026, soFar)) - advanced,
      ]);
      if (paces.length === 0 || contingent === null) continue;
      const left = sum(missing.map((quarter) => lengths[quarter]));
      const ofYear = (year: number, some: readonly number[]) => sum(some.map((quarter) => daysOf(year, quarter)));
      const lastYear = quarters.filter(({ year }) => year === 2025).map(({ quarter }) => quarter);
      const [low, high] = [left * Math.min(...paces), left * Math.max(...paces)];
      const course =
        own.length === 0
          ? (ofYear(2025, lastYear) / sum(lastYear.map((quarter) => lengths[quarter]))) * left
          : lastYear.length === 4 && ofYear(2025, own) > 0
            ? (soFar * ofYear(2025, missing)) / ofYear(2025, own)
            : (soFar / sum(own.map((quarter) => lengths[quarter]))) * left;
      // No quarter is expected to be slower or faster than any that is known.
      const bounds = { low, likely: Math.min(Math.max(course, low), high), high };
      for (const [name, more] of Object.entries(bounds)) {
        const figures = expected[name];
        // Rounded to whole days.
        expect(Math.abs(figures.days - (soFar + more))).toBeLessThanOrEqual(0.5 + 1e-6);
        expect(figures.subsidy.cents).toBe(await subsidyOf(partnership.id, 2026, figures.days));
        expect(figures.stillToPay.cents).toBe(figures.subsidy.cents - advanced);
      }
      compared += 1;
    }
    expect(compared).toBeGreaterThan(5);
  });
});

describe("an agency away", () => {
  it("question 5: which facts come from a source that is down or late, and as of when", async () => {
    const participant = house.idOf(AMINA);
    const [{ on }] = (await ledger<{ on: Date }>(
      `select max(o.aanvaard_op) as on from dwse.kwartaaloverzicht o join dwse.aanvaarde_dagen d on d.kwartaaloverzicht_id = o.id
       where d.insz = '${AMINA.insz}' and o.status = 'AANVAARD'`,
    )) as [{ on: Date }];
    const well = await whole(5, { participant }, LEAD);
    const asOf = (file: string) => Date.parse(well.participant[file].asOf);
    for (const file of ["vdabFile", "networkFile", "counterFile"]) expect(asOf(file)).toBe(Date.parse(house.world.now));
    // The ledger knows days since the department accepted them.
    expect(asOf("ledgerFile")).toBe(on.getTime());
    for (const { state } of well.agencies) expect(state).toBe("UP");

    house.agencies.loket.setMood("down");
    for (let i = 0; i < 3; i += 1) await answer(5, { participant }, LEAD);
    const { data, errors } = await answer(5, { participant }, LEAD);
    house.agencies.loket.setMood("well");
    expect(data.participant).toMatchObject({ ...well.participant, counterFile: null });
    // What costs no field, as whether the counter has the lead in sight of her, is told without a place.
    expect(errors?.flatMap(({ path }) => (path ? [path.join(".")] : []))).toEqual(["participant.counterFile"]);
    for (const { extensions } of errors ?? [])
      expect(extensions).toMatchObject({ agency: "LOKET", code: "AGENCY_UNAVAILABLE" });
    const states = data.agencies.map(({ agency, state }: Record<string, string>) => [agency, state === "DOWN"]);
    expect(Object.fromEntries(states)).toEqual({ VDAB: false, MAGDA: false, LOKET: true, DWSE: false });
  });
});

/** The tests that check the answer to each question: of this file, or of others of this folder. */
const CHECKED: Record<number, readonly (readonly [file: string, test: string])[]> = {
  ...Object.fromEntries(
    QUESTIONS.filter(({ number }) => number <= 18).map(({ number }) => [
      number,
      [["twenty-eight-questions", `question ${number}: `]],
    ]),
  ),
  19: [
    ["statistics", "of the running year is expected to come to no less than it is now; an index of 2% costs 2% more"],
  ],
  20: [
    ["statistics", "of the running year is expected to come to no less than it is now; an index of 2% costs 2% more"],
  ],
  21: [["statistics", "by %s is what the world comes to"]],
  22: [["statistics", "the time from referral to permission joins VDAB's days and the network's"]],
  23: [["statistics", "refused, revoked and how long a decision took, by issuer, are what the world comes to"]],
  24: [["statistics", "by reason are what the world comes to"]],
  25: [["statistics", "for each outflow to paid work divides the two agencies' figures"]],
  26: [
    ["statistics", "of the running year is expected to come to no less than it is now; an index of 2% costs 2% more"],
  ],
  27: [
    ["statistics", "by %s is what the world comes to"],
    ["partnership", "the years before 1 April 2021 are told in full-time equivalents"],
  ],
  28: [["statistics", "over a week are what the guards saw, with each fault by its code"]],
};

describe("each of the 28 questions", () => {
  it.each(Array.from({ length: 28 }, (_, i) => i + 1))(
    "%i has a registered document, and tests of its answer",
    (number) => {
      const asked = QUESTIONS.filter((question) => question.number === number);
      expect(asked).toHaveLength(1);
      expect(DOCUMENTS.map(({ file }) => file)).toContain(`${asked[0]!.operation}.graphql`);
      const tests = CHECKED[number] ?? [];
      expect(tests).not.toHaveLength(0);
      for (const [file, test] of tests)
        expect(readFileSync(new URL(`${file}.test.ts`, import.meta.url), "utf8")).toMatch(
          new RegExp(`\\(\\s*"${escaped(test)}`),
        );
    },
  );
});

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
