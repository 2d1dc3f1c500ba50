import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { Client } from "pg";
import { createDwse } from "../../../agencies/dwse/create-dwse.js";
import { legacyParticipationsOf, legacyRecognitionsOf } from "../../../agencies/population/legacy-history.js";
import type { Person, World } from "../../../agencies/population/world.js";
import type { StandIn } from "../../../agencies/stand-in.js";
import { createClock } from "../../../platform/clock.js";
import { createLog } from "../../../platform/log.js";
import { readSettings } from "../../../platform/settings.js";
import { createParticipantIds, Insz } from "../../../schema/identifiers.js";
import { runSubgraph, type RunningSubgraph } from "../../../subgraphs/kernel/run-subgraph.js";
import { ledgerSubgraph } from "../../../subgraphs/ledger/subgraph.js";
import { asking } from "../../support/asking.js";
import { ledgerTestWorld, NOW, testNumber, UNGRANTED, WORKED } from "./ledger-world.js";
import { createNotebook } from "../../support/notebook.js";

/** Where the ledger is: the address of an empty real PostgreSQL, or nothing for the embedded one. */
export interface LedgerPlace {
  dataDir: string;
  databaseUrl?: string;
  stop(): Promise<void>;
}

interface OutflowProject {
  name: string;
  requirements: { kind: string; found: number; met: boolean | null }[];
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each test knows what it asked for
type Data = any;

/** What the ledger's connector and its agency owe each other, on whichever PostgreSQL. */
export function ledgerContract(name: string, place: () => Promise<LedgerPlace>): void {
  describe(name, () => {
    const world: World = ledgerTestWorld();
    const ids = createParticipantIds(readSettings({}).AMA_PARTICIPANT_KEY);
    const idOf = (insz: string) => ids.seal(Insz.parse(insz));
    let where: LedgerPlace;
    let dwse: StandIn;
    let ledger: RunningSubgraph;

    const connect = (address: string, environment: Record<string, string> = {}) =>
      runSubgraph(ledgerSubgraph, {
        settings: readSettings({ DATABASE_URL: address, AMA_AGENCY_TIMEOUT_MS: "20000", ...environment }),
        clock: createClock(NOW),
        log: createLog("silent"),
        accessLog: createNotebook(),
      });
    const ask = async (query: string, variables: Record<string, unknown> = {}, subgraph = ledger) => {
      const { data, errors } = await subgraph.answer({ query, variables, ...asking() });
      return { data: data as Data, codes: errors?.map(({ extensions }) => extensions?.["code"]) };
    };
    const askPersons = (inszs: readonly string[], fields: string, subgraph = ledger) =>
      ask(
        `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Participant { ${fields} } } }`,
        { of: inszs.map((insz) => ({ __typename: "Participant", id: idOf(insz) })) },
        subgraph,
      );
    const askPartnership = (id: string, fields: string, subgraph = ledger) =>
      ask(
        `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Partnership { ${fields} } } }`,
        { of: [{ __typename: "Partnership", id }] },
        subgraph,
      );
    const somebody = (what: string, test: (person: Person) => boolean): Person => {
      const person = world.persons.find(test);
      if (!person) throw new Error(`nobody in this world ${what}`);
      return person;
    };
    /** Runs SQL on the database as its administrators do. */
    const administer = async (sql: string) => {
      const client = new Client({ connectionString: dwse.address });
      await client.connect();
      try {
        return (await client.query<Record<string, unknown>>(sql)).rows;
      } finally {
        await client.end();
      }
    };

    beforeAll(async () => {
      where = await place();
      dwse = await createDwse(world, { host: "127.0.0.1", port: 0, ...where });
      ledger = await connect(dwse.address);
    });
    afterEach(() => {
      dwse.setMood("well");
      dwse.calls.clear();
    });
    afterAll(async () => {
      await ledger.stop();
      await dwse.stop();
      await where.stop();
    });

    it("the worked case: 4 015 days are 11 trajectories, paid for no more than the contingent of 10", async () => {
      const { data, codes } = await askPartnership(
        WORKED,
        `funding(year: 2022) { status contingent days(reading: CALENDAR) trajectories(reading: CALENDAR)
           unitAmount { validFrom amount { cents } } subsidy(reading: CALENDAR) { cents currency } }`,
      );
      expect(codes).toBeUndefined();
      expect(data._entities[0].funding).toEqual({
        status: "SETTLED",
        contingent: 10,
        days: 4015,
        trajectories: 11,
        unitAmount: { validFrom: "2022-12-01", amount: { cents: 298_433 } },
        subsidy: { cents: 2_984_330, currency: "EUR" },
      });
    });

    it("both readings are there, and the operators choose which one counts while the year is not settled", async () => {
      const fields = `funding(year: 2022) { status days attended: days(reading: ATTENDED) calendar: days(reading: CALENDAR) }`;
      const attended = (await askPartnership(UNGRANTED, fields)).data._entities[0].funding;
      expect(attended.days).toBe(attended.attended);
      expect(attended.attended).toBeLessThan(attended.calendar);
      const other = await connect(dwse.address, { LEDGER_DAY_READING: "CALENDAR" });
      const calendar = (await askPartnership(UNGRANTED, fields, other)).data._entities[0].funding;
      const settled = (await askPartnership(WORKED, fields, other)).data._entities[0].funding;
      await other.stop();
      expect(calendar).toEqual({ ...attended, days: attended.calendar });
      expect(settled).toMatchObject({ status: "SETTLED", days: settled.attended, calendar: 4015 });
    });

    it("the balance is the subsidy less every advance, and the department's own settlement agrees", async () => {
      const { data } = await askPartnership(
        WORKED,
        `funding(year: 2022) { settledOn subsidy { cents } balance { cents } advances { amount { cents } paidOn paymentReference } }`,
      );
      const { settledOn, subsidy, balance, advances } = data._entities[0].funding;
      expect(advances).toHaveLength(4);
      for (const { paymentReference } of advances) expect(paymentReference).toMatch(/^\+{3}\d{3}\/\d{4}\/\d{5}\+{3}$/);
      const paid = advances.reduce((sum: number, advance: Data) => sum + advance.amount.cents, 0);
      expect(balance.cents).toBe(subsidy.cents - paid);
      const [settled] = await administer(
        `select (subsidie * 100)::int as subsidie, (saldo * 100)::int as saldo, vastgesteld_op::text as op from dwse.afrekening where samenwerkingsverband_id = '${WORKED}'`,
      );
      expect(settled).toEqual({ subsidie: subsidy.cents, saldo: balance.cents, op: settledOn });
    });

    it("the members share the subsidy by the split key of the year, to the cent, the lead first", async () => {
      const { data } = await askPartnership(
        WORKED,
        `funding(year: 2022) { subsidy { cents } shares { organisation { enterpriseNumber } parts amount { cents } } }`,
      );
      const { subsidy, shares } = data._entities[0].funding;
      const partnership = world.partnerships.find(({ id }) => id === WORKED)!;
      const key = partnership.splitKeys.filter(({ fromYear }) => fromYear <= 2022).at(-1)!;
      const told = shares.map((share: Data) => [share.organisation.enterpriseNumber, share.parts]);
      expect(new Map(told)).toEqual(new Map(key.parts.map(({ organisation, parts }) => [organisation, parts])));
      expect(shares[0].organisation.enterpriseNumber).toBe(partnership.lead);
      expect(shares.reduce((sum: number, share: Data) => sum + share.amount.cents, 0)).toBe(subsidy.cents);
    });

    it("a partnership without a grant has days but no subsidy; one the ledger does not know has no funding", async () => {
      const fields = `funding(year: 2022) { status contingent days(reading: CALENDAR) subsidy { cents } balance { cents } advances { paidOn } }`;
      expect((await askPartnership(UNGRANTED, fields)).data._entities[0].funding).toEqual({
        status: "NOT_GRANTED",
        contingent: null,
        days: 90,
        subsidy: null,
        balance: null,
        advances: [],
      });
      expect((await askPartnership("SV-0000", fields)).data._entities[0].funding).toBeNull();
      expect((await askPartnership("'; drop schema dwse; --", fields)).data._entities[0].funding).toBeNull();
    });

    it("only the accepted version of a statement counts", async () => {
      const [replaced] = await administer(`
        select samenwerkingsverband_id as id, jaar,
          sum(dagen_aanwezig) filter (where status = 'AANVAARD')::int as accepted, sum(dagen_aanwezig)::int as every
        from dwse.kwartaaloverzicht o join dwse.aanvaarde_dagen d on d.kwartaaloverzicht_id = o.id
        group by 1, 2 having bool_or(status = 'VERVANGEN') and bool_or(status = 'AANVAARD') order by 1, 2 limit 1`);
      const { id, jaar, accepted, every } = replaced as { id: string; jaar: number; accepted: number; every: number };
      expect(accepted).toBeLessThan(every);
      const { data } = await askPartnership(id, `funding(year: ${jaar}) { days(reading: ATTENDED) }`);
      expect(data._entities[0].funding.days).toBe(accepted);
    });

    it("a page of 50 participants costs one statement of each kind", async () => {
      const { data, codes } = await askPersons(
        world.persons.slice(0, 50).map(({ insz }) => insz),
        "id funding(year: 2026) { year days trajectories amount { cents } } ledgerFile { agency inszState asOf }",
      );
      expect(codes).toBeUndefined();
      expect(data._entities.filter((each: Data) => each.funding !== null).length).toBeGreaterThan(5);
      const replaced = dwse.calls.count("participantDays") - 1;
      expect(replaced).toBeLessThanOrEqual(1);
      expect(dwse.calls.all()).toEqual({
        participantDays: 1 + replaced,
        participantFiles: 1 + replaced,
        unitAmounts: 1,
      });
    });

    it("a page of 50 funding years costs five statements, and the next page follows it", async () => {
      const page = (after?: string) =>
        ask(
          `query ($after: String) { fundingYears(year: 2026, first: 50, after: $after) { totalCount
             pageInfo { hasNextPage endCursor }
             edges { node { year partnership { id } status days subsidy { cents } advances { paidOn } balance { cents } } } } }`,
          { after },
        );
      const { data, codes } = await page();
      expect(codes).toBeUndefined();
      expect(dwse.calls.all()).toEqual({
        fundedPartnerships: 1,
        fundingYears: 1,
        yearDays: 1,
        unitAmounts: 1,
        advances: 1,
      });
      const { edges, pageInfo, totalCount } = data.fundingYears;
      expect(edges).toHaveLength(50);
      expect(totalCount).toBeGreaterThan(50);
      const next = await page(pageInfo.endCursor);
      expect(next.data.fundingYears.edges[0].node.partnership.id > edges.at(-1).node.partnership.id).toBe(true);
    });

    it("the funding year is found again by its key", async () => {
      const { data } = await ask(
        `query ($of: [_Any!]!) { _entities(representations: $of) { ... on FundingYear { year partnership { id } contingent } } }`,
        { of: [{ __typename: "FundingYear", partnership: { id: WORKED }, year: 2022 }] },
      );
      expect(data._entities).toEqual([{ year: 2022, partnership: { id: WORKED }, contingent: 10 }]);
    });

    it("days are the same day in every time zone, and an open end is open", async () => {
      const { data } = await ask("{ unitAmounts { validFrom validTo amount { cents currency } confirmed } }");
      expect(data.unitAmounts[0]).toEqual({
        validFrom: "2021-04-01",
        validTo: "2021-09-30",
        amount: { cents: 265_000, currency: "EUR" },
        confirmed: false,
      });
      expect(data.unitAmounts.at(-1).validTo).toBeNull();
    });

    it("the old regimes keep their own measure, with the partners of each outflow project", async () => {
      const { data } = await ask(
        `{ legacyRegimes { scheme validTo participantFte supportStaffFte workshops ratio outflowProjects { name requirements { kind found met } } } }`,
      );
      const [workshops, outflow, experiments] = data.legacyRegimes;
      expect(workshops).toMatchObject({ participantFte: 390, supportStaffFte: 78, workshops: 60, ratio: 5 });
      expect(experiments).toMatchObject({
        scheme: "EXPERIMENT",
        participantFte: 187,
        ratio: null,
        validTo: "2021-03-31",
      });
      const unmet = outflow.outflowProjects.map(({ name, requirements }: OutflowProject) => [
        name,
        requirements.filter(({ met }) => !met).map(({ kind, found }) => [kind, found]),
      ]);
      expect(Object.fromEntries(unmet)).toEqual({
        "Doorstroom Haspengouw": [],
        "Stap Vooruit Waasland": [],
        "Van Zorg naar Werk Westhoek": [],
        "Werk op Maat Kempen": [
          ["WORK_CARE_PARTNERS", 1],
          ["EMPOWERMENT_PARTNER", 0],
          ["EMPOWERMENT_IN_MODULE", 0],
        ],
      });
    });

    it("what members offered and where persons took part before 1 April 2021 is handed on", async () => {
      const recognitions = legacyRecognitionsOf(world);
      const partnership = world.partnerships.find(({ members }) =>
        members.some(({ organisation }) => recognitions.some(({ kbo }) => kbo === organisation)),
      )!;
      const members = new Set(partnership.members.map(({ organisation }) => organisation));
      const { data } = await askPartnership(
        partnership.id,
        "legacyRecognitions { organisation scheme validFrom validTo participantFte supportStaffFte }",
      );
      expect(data._entities[0].legacyRecognitions).toHaveLength(
        recognitions.filter(({ kbo }) => members.has(kbo)).length,
      );
      expect(data._entities[0].legacyRecognitions).toContainEqual(
        expect.objectContaining({ validTo: "2021-03-31", participantFte: expect.any(Number) }),
      );

      const byOrganisation = new Map(recognitions.map((each) => [each.kbo, each]));
      const past = (person: Person) => legacyParticipationsOf(world, person, byOrganisation);
      const [with_, without] = [
        somebody("took part before 2021", (each) => past(each).length > 0),
        somebody("took no part before 2021", (each) => past(each).length === 0),
      ];
      const people = await askPersons(
        [with_.insz, without.insz],
        "legacyParticipations { organisation scheme validFrom validTo fullTimeEquivalent }",
      );
      expect(people.data._entities).toEqual([
        {
          legacyParticipations: past(with_).map(({ kbo, scheme, from, to, fte }) => ({
            organisation: kbo,
            scheme: scheme === "EXPERIMENT" ? "EXPERIMENT" : "SOCIAL_WORKSHOP",
            validFrom: from,
            validTo: to,
            fullTimeEquivalent: fte,
          })),
        },
        { legacyParticipations: [] },
      ]);
    });

    describe("replaced national numbers", () => {
      const fields = "funding(year: 2026) { days } ledgerFile { inszState replacedOn }";
      const had = (insz: string) => `select sum(dagen_aanwezig)::int as days from dwse.aanvaarde_dagen d
        join dwse.kwartaaloverzicht o on o.id = d.kwartaaloverzicht_id
        where d.insz = '${insz}' and o.status = 'AANVAARD' and o.jaar = 2026`;
      const active = ({ agreements }: Person) =>
        agreements.some(({ startsOn, endsOn = "2099" }) => startsOn < "2026-04-01" && endsOn > "2026-04-01");

      it("asked under the old number, the ledger that is on the new one is asked again", async () => {
        const person = somebody("moved to a new number here", (each) =>
          Boolean(each.former && !each.former.stillUsedBy.includes("dwse") && active(each)),
        );
        const { data } = await askPersons([person.former!.insz], fields);
        const [{ days }] = (await administer(had(person.insz))) as [{ days: number }];
        expect(days).toBeGreaterThan(0);
        expect(data._entities[0]).toEqual({
          funding: { days },
          ledgerFile: { inszState: "CURRENT", replacedOn: null },
        });
        expect(dwse.calls.count("participantDays")).toBe(2);
      });

      it("a file still under the old number answers to both numbers, and says so", async () => {
        const person = somebody("is still under the old number here", (each) =>
          Boolean(each.former?.stillUsedBy.includes("dwse") && active(each)),
        );
        const [{ days }] = (await administer(had(person.former!.insz))) as [{ days: number }];
        const { data } = await askPersons([person.insz, person.former!.insz], fields);
        const file = { inszState: "REPLACED", replacedOn: person.former!.replacedOn };
        expect(data._entities).toEqual([
          { funding: { days }, ledgerFile: file },
          { funding: { days }, ledgerFile: file },
        ]);
      });
    });

    it("a person the ledger does not know has neither a file nor funding", async () => {
      const { data, codes } = await askPersons([testNumber(700)], "funding(year: 2026) { days } ledgerFile { asOf }");
      expect(codes).toBeUndefined();
      expect(data._entities[0]).toEqual({ funding: null, ledgerFile: null });
    });

    it("a line that cannot be right costs its person and its partnership the sum of the days, nobody else, and nothing that was settled", async () => {
      const [spoilt, neighbour] = [testNumber(0), testNumber(1)];
      await administer(`update dwse.aanvaarde_dagen set dagen_aanwezig = 93, aanwezig = null where insz = '${spoilt}'`);
      const { data, codes } = await askPersons(
        [spoilt, neighbour],
        "funding(year: 2022) { days(reading: CALENDAR) } ledgerFile { inszState }",
      );
      const year = await askPartnership(
        WORKED,
        "funding(year: 2022) { contingent days subsidy { cents } calendar: days(reading: CALENDAR) steps { number } advances { paidOn } }",
      );
      await administer(`update dwse.aanvaarde_dagen set dagen_aanwezig = 30 where insz = '${spoilt}'`);
      expect(year.codes).toEqual(["AGENCY_RECORD_INVALID", "AGENCY_RECORD_INVALID"]);
      const { advances, days, subsidy, ...rest } = year.data._entities[0].funding;
      expect(advances).toHaveLength(4);
      expect(days).toBeGreaterThan(0);
      expect(subsidy.cents).toBeGreaterThan(0);
      expect(rest).toEqual({ contingent: 10, calendar: null, steps: null });
      expect(codes).toEqual(["AGENCY_RECORD_INVALID"]);
      expect(data._entities).toEqual([
        { funding: null, ledgerFile: { inszState: "CURRENT" } },
        { funding: { days: 365 }, ledgerFile: { inszState: "CURRENT" } },
      ]);
    });

    it("a payment reference with wrong check digits spoils the advances, not the days", async () => {
      await administer(
        `update dwse.voorschot set mededeling = '+++123/4567/89012+++' where samenwerkingsverband_id = '${WORKED}' and volgnummer = 1`,
      );
      const { data, codes } = await askPartnership(
        WORKED,
        "funding(year: 2022) { contingent advances { paidOn } recomputed { days } balance { cents } }",
      );
      await administer(
        `update dwse.voorschot set mededeling = '+++090/9337/55493+++' where samenwerkingsverband_id = '${WORKED}' and volgnummer = 1`,
      );
      expect(codes).toEqual(["AGENCY_RECORD_INVALID", "AGENCY_RECORD_INVALID"]);
      const { balance, ...rest } = data._entities[0].funding;
      expect(balance.cents).not.toBeNull();
      expect(rest).toEqual({ contingent: 10, advances: null, recomputed: null });
    });

    it("a column that is gone is an answer that cannot be read", async () => {
      await administer("alter table dwse.eenheidsbedrag rename column bron to herkomst");
      const { codes } = await ask("{ unitAmounts { source } }");
      await administer("alter table dwse.eenheidsbedrag rename column herkomst to bron");
      expect(codes).toEqual(["AGENCY_UNREADABLE"]);
    });

    it("what changes is written to the outbox, with keys alone", async () => {
      await administer(`update dwse.toekenning set contingent = 11 where samenwerkingsverband_id = '${WORKED}'`);
      const rows = await administer("select soort, sleutel, verzonden_op from dwse.uitbox order by id desc limit 1");
      await administer(`update dwse.toekenning set contingent = 10 where samenwerkingsverband_id = '${WORKED}'`);
      expect(rows).toEqual([{ soort: "TOEKENNING", sleutel: `${WORKED}/2022`, verzonden_op: null }]);
    });

    it("who listens hears of a change, whoever made it; who does not listen hears nothing", async () => {
      const heard: string[] = [];
      const [listener, other] = [1, 2].map(() => new Client({ connectionString: dwse.address })) as [Client, Client];
      for (const [name, client] of [
        ["listener", listener],
        ["other", other],
      ] as const) {
        await client.connect();
        client.on("notification", ({ channel, payload }) => heard.push(`${name} ${channel} ${payload}`));
      }
      await listener.query("listen dwse_uitbox");
      const { rows } = await other.query<{ id: number }>(
        `insert into dwse.uitbox (soort, sleutel) values ('PROEF', '${WORKED}/2022') returning id::int`,
      );
      for (let wait = 0; wait < 100 && heard.length === 0; wait++)
        await new Promise((resolve) => setTimeout(resolve, 20));
      await Promise.all([listener.end(), other.end()]);
      expect(heard).toEqual([`listener dwse_uitbox ${rows[0]!.id}`]);
    });

    describe("what its clerk books", () => {
      const on = "2026-11-21";
      const grants = (id: string) =>
        administer(`select volgnummer as n, contingent::float, geldig_van::text as van, geldig_tot::text as tot, soort
          from dwse.toekenning where samenwerkingsverband_id = '${id}' and jaar = 2026 order by 1`);

      it("a contingent that changes within the year ends the grant before it, once a day and with one word in the outbox", async () => {
        const id = "SV-8058";
        const told = () => administer(`select id from dwse.uitbox where sleutel = '${id}/2026'`);
        const change = (granted: number) =>
          dwse.take({ what: "CONTINGENT_CHANGED", partnership: id, year: 2026, granted, on }, NOW);
        await change(7);
        const before = { n: 1, contingent: 5, van: "2026-01-01", tot: "2026-11-20", soort: "TOEKENNING" };
        const after = { n: 2, contingent: 7, van: on, tot: "2026-12-31", soort: "HERVERDELING" };
        expect(await grants(id)).toEqual([before, after]);
        expect(await told()).toHaveLength(1);
        await change(4);
        expect(await grants(id)).toEqual([before, { ...after, contingent: 4 }]);
        expect(await told()).toHaveLength(2);
        const { data } = await askPartnership(id, "funding(year: 2026) { contingent grants { contingent } }");
        const { contingent, grants: shown } = data._entities[0].funding;
        expect(shown.at(-1)).toEqual({ contingent: 4 });
        // The mean over the year: 324 days of five trajectories, 41 of four.
        expect(contingent).toBeCloseTo((5 * 324 + 4 * 41) / 365, 9);
      });

      it("a year settled again comes to what the department had settled, and no further time without a later statement", async () => {
        const settled = (id: unknown, year: unknown) =>
          administer(`select versie, dagen, contingent::float, subsidie::float, saldo::float, verdeelsleutel_versie as sleutel,
              (select array_agg(kwartaaloverzicht_id order by 1) from dwse.afrekening_overzicht o
                where (o.samenwerkingsverband_id, o.jaar, o.versie) = (a.samenwerkingsverband_id, a.jaar, a.versie)) as steun,
              (select array_agg(bedrag::float) from dwse.terugvordering t where t.reden = 'SALDO_NEGATIEF' and
                (t.samenwerkingsverband_id, t.jaar, t.afrekening_versie) = (a.samenwerkingsverband_id, a.jaar, a.versie)) as terug
            from dwse.afrekening a where samenwerkingsverband_id = '${String(id)}' and jaar = ${String(year)} order by 1`);
        const again = await administer(
          "select samenwerkingsverband_id as id, jaar as year from dwse.afrekening where versie = 2 order by 1, 2",
        );
        expect(again.length).toBeGreaterThan(0);
        for (const { id, year } of again) {
          const own = `samenwerkingsverband_id = '${String(id)}' and jaar = ${String(year)}`;
          const before = await settled(id, year);
          await administer(`delete from dwse.terugvordering where ${own} and afrekening_versie = 2`);
          await administer(`delete from dwse.afrekening_overzicht where ${own} and versie = 2`);
          await administer(`delete from dwse.afrekening where ${own} and versie = 2`);
          const settle = () =>
            dwse.take({ what: "YEAR_SETTLED", partnership: String(id), year: Number(year), on }, NOW);
          await settle();
          expect(await settled(id, year)).toEqual(before);
          await settle();
          expect(await settled(id, year)).toHaveLength(2);
        }
      });

      it("a statement of a settled year that comes in later changes a day, and the settlement only once it is made again", async () => {
        const year = 2025;
        const days = () =>
          administer(
            `select versie, dagen from dwse.afrekening where samenwerkingsverband_id = 'SV-0001' and jaar = ${year} order by 1`,
          );
        const takeIn = () => dwse.take({ what: "STATEMENT_TAKEN_IN", partnership: "SV-0001", year, on }, NOW);
        const settle = (day = on) => dwse.take({ what: "YEAR_SETTLED", partnership: "SV-0001", year, on: day }, NOW);
        const [first] = (await days()) as [{ versie: number; dagen: number }];
        await takeIn();
        await settle();
        expect(await days()).toEqual([first]);
        await takeIn();
        expect(await days()).toEqual([first]);
        await settle();
        const [, second] = (await days()) as [unknown, { dagen: number }];
        expect(Math.abs(second.dagen - first.dagen)).toBe(1);
        // Corrected once more, the day is as it was; a year is settled once a day at most.
        await takeIn();
        await takeIn();
        await settle();
        expect(await days()).toHaveLength(2);
        await settle("2026-11-22");
        expect(await days()).toEqual([first, { versie: 2, dagen: second.dagen }, { versie: 3, dagen: first.dagen }]);
      });

      it("a recovery that is paid is open no more", async () => {
        const open = () =>
          administer(
            "select id, samenwerkingsverband_id as partnership from dwse.terugvordering where betaald_op is null order by opgelegd_op, id",
          );
        const [oldest, ...others] = (await open()) as { id: number; partnership: string }[];
        await dwse.take({ what: "RECOVERY_PAID", partnership: oldest!.partnership, on }, NOW);
        expect(await open()).toEqual(others);
      });
    });

    describe("moods", () => {
      const probe = (subgraph: RunningSubgraph) => subgraph.probe(asking());

      it("well: it shows a sign of life", async () => {
        await probe(ledger);
        expect(dwse.calls.all()).toEqual({ probe: 1 });
      });

      it("down: the agency is unavailable, and back when it is well again", async () => {
        dwse.setMood("down");
        await expect(probe(ledger)).rejects.toMatchObject({ code: "AGENCY_UNAVAILABLE", agency: "DWSE" });
        dwse.setMood("well");
        await probe(ledger);
      });

      it("nobody listens: the agency is unavailable", async () => {
        const nowhere = await connect("postgres://postgres@127.0.0.1:1/postgres");
        await expect(probe(nowhere)).rejects.toMatchObject({ code: "AGENCY_UNAVAILABLE" });
        await nowhere.stop();
      });

      it("hanging: the question ends at its deadline, and nothing waits for ever", async () => {
        const hurried = await connect(dwse.address, { AMA_AGENCY_TIMEOUT_MS: "300" });
        await probe(hurried);
        dwse.setMood("hanging");
        await expect(probe(hurried)).rejects.toMatchObject({ code: "AGENCY_TIMEOUT" });
        dwse.setMood("well");
        await probe(hurried);
        await hurried.stop();
      });

      it("slow: it answers when there is time", async () => {
        dwse.setMood("slow");
        const started = performance.now();
        await probe(ledger);
        expect(performance.now() - started).toBeGreaterThan(1_900);
      });

      it("lying: rows of nonsense are told, not passed on", async () => {
        dwse.setMood("lying");
        const { codes, data } = await ask(
          "{ unitAmounts { source } legacyRegimes { title } fundingYears(year: 2026) { totalCount } }",
        );
        expect(data).toEqual({ unitAmounts: null, legacyRegimes: null, fundingYears: null });
        expect(codes?.sort()).toEqual(["AGENCY_RECORD_INVALID", "AGENCY_UNREADABLE", "AGENCY_UNREADABLE"]);
        const person = await askPersons([testNumber(1)], "ledgerFile { asOf }");
        expect(person.codes).toEqual(["AGENCY_UNREADABLE"]);
      });

      it("a caller who goes away ends the question", async () => {
        dwse.setMood("slow");
        const leaving = new AbortController();
        const answer = ledger.probe(asking(leaving.signal));
        setTimeout(() => leaving.abort(), 50);
        await expect(answer).rejects.toMatchObject({ code: "AGENCY_TIMEOUT" });
      });
    });
  });
}
