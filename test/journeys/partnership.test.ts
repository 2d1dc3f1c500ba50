import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { utimes } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import writeSheet from "write-excel-file/node";
import { HEADERS, statementRows } from "../../agencies/loket/drop/statement-rows.js";
import { legacyParticipationsOf, legacyRecognitionsOf } from "../../agencies/population/legacy-history.js";
import { HEFT } from "../../agencies/population/organisations.js";
import { AMINA, FATIMA, IVAN } from "../../agencies/population/stories.js";
import type { World } from "../../agencies/population/world.js";
import { brokenDays, reportedDays } from "../support/broken-days.js";
import { NOW, PATIENT, startHouse, type TestHouse } from "../support/start-house.js";
import { until } from "../support/until.js";

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse({ participants: 400, environment: PATIENT });
});
beforeEach(() => house.clearCalls());
afterAll(() => house.stop());

interface Edge<Node> {
  node: Node;
}

/** Every node of a list, page after page. */
async function walk<Node>(
  ask: (
    after: string | null,
  ) => Promise<{ edges: Edge<Node>[]; pageInfo: { hasNextPage: boolean; endCursor: string } }>,
): Promise<Node[]> {
  const nodes: Node[] = [];
  for (let after: string | null = null; ;) {
    const page = await ask(after);
    nodes.push(...page.edges.map(({ node }) => node));
    if (!page.pageInfo.hasNextPage) return nodes;
    after = page.pageInfo.endCursor;
  }
}

describe("a partnership and its work", () => {
  it("assessments due in thirty days, by guide (question 8)", async () => {
    const query = `query($before: Date!, $after: String) { assessmentsDue(before: $before, first: 20, after: $after) {
      totalCount pageInfo { hasNextPage endCursor }
      edges { node { id assessmentDueOn agreements { status guide { id name } } } } } }`;
    let total = 0;
    const due = await walk(async (after) => {
      const { data } = await house.ask(query, { before: "2026-12-21", after });
      total = data.assessmentsDue.totalCount;
      return data.assessmentsDue;
    });
    expect(due.length).toBe(total);
    expect(due.length).toBeGreaterThan(3);
    const people = due as {
      id: string;
      assessmentDueOn: string;
      agreements: { status: string; guide: object }[] | null;
    }[];
    expect(people.map(({ assessmentDueOn }) => assessmentDueOn)).toEqual(
      people.map((one) => one.assessmentDueOn).sort(),
    );
    expect(people.every(({ assessmentDueOn }) => assessmentDueOn < "2026-12-21")).toBe(true);
    expect(new Set(people.map(({ id }) => id)).size).toBe(people.length);
    expect(people.some(({ agreements }) => agreements?.some(({ guide }) => guide))).toBe(true);
  });

  it("partnerships over contingent, or with less than 90 % of it in use, today and by year end (question 9)", async () => {
    const query = `query($states: [OccupancyState!]) { partnerships(filter: { occupancy: $states }, first: 200) { totalCount edges { node {
      id occupancy { granted running ratio state projectedYearEnd projectedState } } } } }`;
    const over = (await house.ask(query, { states: ["OVER"] })).data.partnerships;
    const under = (await house.ask(query, { states: ["UNDER_USED"] })).data.partnerships;
    const ids = (page: { edges: Edge<{ id: string }>[] }) => page.edges.map(({ node }) => node.id);
    expect(ids(over)).toContain("SV-0002");
    expect(ids(under)).toContain("SV-0003");
    for (const { node } of over.edges) expect(node.occupancy.running).toBeGreaterThan(node.occupancy.granted);
    for (const { node } of under.edges) expect(node.occupancy.ratio).toBeLessThan(0.9);
    expect(over.edges[0].node.occupancy.projectedYearEnd).toBeGreaterThan(0);
  });

  it("the waiting list: referred, not started, and for how long (question 13)", async () => {
    const query = `query($after: String) { participants(filter: { waiting: true, partnership: "SV-0001" }, orderBy: REFERRED, first: 50, after: $after) {
      pageInfo { hasNextPage endCursor } edges { node { id referrals { status waitingDays partnership { id } } agreements { id } } } } }`;
    const waiting = await walk<{ id: string; referrals: { waitingDays: number | null }[] }>(
      async (after) => (await house.ask(query, { after })).data.participants,
    );
    expect(waiting.find(({ id }) => id === house.idOf(FATIMA))?.referrals[0]).toMatchObject({
      status: "REFERRED",
      waitingDays: 40,
    });
    for (const { referrals } of waiting) expect(referrals.some(({ waitingDays }) => waitingDays !== null)).toBe(true);
  });

  it("participants per qualified guide, and the partner that has none (question 14)", async () => {
    const { data, errors } = await house.ask(
      `query { de: partnership(id: "SV-0001") { guides { name qualification { kind } activeParticipants } }
        other: partnership(id: "SV-0003") { members { organisation { name } validTo qualifiedGuides } compliance { kind met subject { name } actor } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.de.guides.length).toBeGreaterThan(2);
    const active = data.de.guides.map(({ activeParticipants }: { activeParticipants: number }) => activeParticipants);
    expect(active.reduce((sum: number, count: number) => sum + count, 0)).toBeGreaterThan(10);
    const without = data.other.members.filter(
      ({ validTo, qualifiedGuides }: { validTo: string | null; qualifiedGuides: number }) =>
        !validTo && qualifiedGuides === 0,
    );
    expect(without.length).toBeGreaterThan(0);
    const findings = data.other.compliance.filter(
      ({ kind, met }: { kind: string; met: boolean }) => kind === "QUALIFIED_GUIDE" && !met,
    );
    expect(findings.map(({ subject }: { subject: { name: string } }) => subject.name)).toEqual(
      expect.arrayContaining(without.map(({ organisation }: { organisation: { name: string } }) => organisation.name)),
    );
  });

  it("agreements that ended with no outflow recorded (question 15)", async () => {
    const query = `query($after: String) { partnership(id: "SV-0001") { agreements(status: ENDED, first: 50, after: $after) {
      pageInfo { hasNextPage endCursor } edges { node { id endsOn endReason participant { id outflow { destination } } } } } } }`;
    const ended = await walk<{ participant: { id: string; outflow: object | null } }>(
      async (after) => (await house.ask(query, { after })).data.partnership.agreements,
    );
    const without = ended
      .filter(({ participant }) => participant.outflow === null)
      .map(({ participant }) => participant.id);
    expect(without).toContain(house.idOf(IVAN));
    expect(ended.some(({ participant }) => participant.outflow !== null)).toBe(true);
  });

  describe("the obligations, recomputed from the world day by day", () => {
    interface Told {
      kind: string;
      met: boolean | null;
      since: string;
      until: string | null;
      agreement: { id: string };
    }
    const findings = new Map<string, Told[]>();

    beforeAll(async () => {
      const query = `query($after: String) { participants(first: 100, after: $after) { pageInfo { hasNextPage endCursor }
        edges { node { id findings { kind met since until agreement { id } } } } } }`;
      const people = await walk<{ id: string; findings: (Told | null)[] | null }>(
        async (after) => (await house.ask(query, { after })).data.participants,
      );
      // An agreement whose record is not right is told as such, and is nobody's finding.
      for (const { id, findings: told } of people)
        if (told?.every((finding) => finding !== null)) findings.set(id, told);
    });

    /** The days of a finding up to the last on which the agreement ran. */
    const daysOf = ({ since, until }: Told, last: string) => {
      const days = [];
      for (let day = Date.parse(since); day <= Date.parse(until ?? last); day += 86_400_000)
        days.push(new Date(day).toISOString().slice(0, 10));
      return days;
    };

    it("say of each agreement the same days, obligation by obligation", () => {
      const compared: Record<string, number> = {};
      const differing: unknown[] = [];
      for (const person of house.world.persons) {
        const told = findings.get(house.idOf(person));
        if (!told) continue;
        const unknown = new Set(told.filter(({ met }) => met === null).map(({ kind }) => kind));
        for (const agreement of person.agreements)
          for (const [kind, expected] of Object.entries(brokenDays(house.world, person, agreement))) {
            if (unknown.has(kind)) continue;
            const own = told.filter((finding) => finding.kind === kind && finding.agreement.id === agreement.id);
            // A person may lack a permission for two statutes at once.
            const given = [...new Set(own.flatMap((finding) => daysOf(finding, "2026-11-21")))].sort();
            compared[kind] = (compared[kind] ?? 0) + 1;
            if (String(given) !== String(expected))
              differing.push([agreement.id, kind, own, expected.length, expected[0]]);
          }
        // And nothing is told that the world does not hold.
        const expected = new Map(person.agreements.map((one) => [one.id, brokenDays(house.world, person, one)]));
        for (const { kind, met, agreement } of told)
          if (met === false && !expected.get(agreement.id)?.[kind]) differing.push([agreement.id, kind]);
      }
      expect(differing).toEqual([]);
      // Each is seen broken in this world, but for the insurance of which no policy lapses here.
      expect(Object.keys(compared).sort()).toEqual([
        ...["ADVICE", "AGREEMENT_SIGNED", "ASSESSMENT", "DEVELOPMENT_PLAN", "DIMONA", "EVALUATION", "HOURS"],
        ...["INSURANCE_BODILY_ACCIDENT", "PERMISSION", "WELFARE_NOT_COMBINED"],
      ]);
    });

    it("give the reported days at risk of each partnership and what they come to (question 11)", async () => {
      const query = `query($id: ID!) { unitAmounts { validTo amount { cents } } partnership(id: $id) {
        atRisk(year: 2026) { days unknownDays unreadable amount { cents } }
        funding(year: 2026) { atRisk { days } partnership { name } } } }`;
      const atRisk = ["ADVICE", "ASSESSMENT", "PERMISSION", "INSURANCE_BODILY_ACCIDENT", "INSURANCE_LIABILITY", "AGREEMENT_SIGNED", "DIMONA"]; // prettier-ignore
      let compared = 0;
      for (const partnership of house.world.partnerships.slice(0, 10)) {
        const reported = reportedDays(house.world, partnership, 2026);
        const expected = new Set<string>();
        for (const person of house.world.persons)
          for (const agreement of person.agreements) {
            const days = reported.get(agreement.id);
            if (!days) continue;
            const broken = brokenDays(house.world, person, agreement);
            for (const day of atRisk.flatMap((kind) => broken[kind] ?? []))
              if (days.has(day)) expected.add(`${person.index} ${day}`);
          }
        const { data, errors } = await house.ask(query, { id: partnership.id });
        const given = data.partnership.atRisk;
        // Where an agency cannot tell of everybody, the figure says so and is not the whole.
        if (errors || given.unknownDays > 0 || given.unreadable > 0) continue;
        compared += 1;
        const unit = data.unitAmounts.find(({ validTo }: { validTo: string | null }) => validTo === null).amount.cents;
        expect([partnership.id, given.days, given.amount.cents]).toEqual([
          partnership.id,
          expected.size,
          Math.round((expected.size * unit) / 365),
        ]);
        expect(data.partnership.funding?.atRisk.days ?? given.days).toBe(given.days);
        // The same answer of the counter tells the days and whose they are.
        expect(data.partnership.funding?.partnership.name ?? partnership.name).toBe(partnership.name);
      }
      expect(compared).toBeGreaterThan(3);
    });

    it("keep the days and say why the amount is missing while the ledger does not answer", async () => {
      house.agencies.dwse.setMood("down");
      const { data, errors } = await house.ask(
        `{ partnership(id: "SV-0002") { atRisk(year: 2026) { days amount { cents } } } }`,
      );
      house.agencies.dwse.setMood("well");
      expect([data.partnership.atRisk.days > 0, data.partnership.atRisk.amount]).toEqual([true, null]);
      expect(errors?.map(({ path, extensions }) => [path?.join("."), extensions?.["agency"]])).toEqual([
        ["partnership.atRisk.amount", "DWSE"],
      ]);
      await ledgerAnswers();
    });

    it("are counted for nobody who does not see the partnership's people, and said to be", async () => {
      const query = `{ partnership(id: "SV-0002") { compliance { kind met since explanation } atRisk(year: 2026) { days } } }`;
      const { data, errors } = await house.ask(query, {}, { as: "lead", purpose: "PARTNERSHIP_MANAGEMENT" });
      const counted = data.partnership.compliance.filter(({ kind }: { kind: string }) =>
        ["AGREEMENT_SIGNED", "DIMONA"].includes(kind),
      );
      expect(counted.length).toBeGreaterThan(2);
      for (const { met, since, explanation } of counted)
        expect([met, since, explanation]).toEqual([
          null,
          null,
          "Not shown: it tells of people to whom this organisation has no right.",
        ]);
      expect(data.partnership.atRisk).toBeNull();
      expect(errors?.map(({ path, extensions }) => [path?.join("."), extensions?.["code"]])).toEqual([
        ["partnership.atRisk", "OUT_OF_SIGHT"],
      ]);
    });
  });

  it("contingent, days, trajectories, subsidy, advances and balance of a year hang together", async () => {
    const { data, errors } = await house.ask(
      `query { partnership(id: "SV-0001") { name lead { name } members { organisation { name } } funding(year: 2026) {
        contingent days trajectories unitAmount { amount { cents } } subsidy { cents currency } advances { amount { cents } } balance { cents } } } }`,
    );
    expect(errors).toBeUndefined();
    const { name, members, funding } = data.partnership;
    expect(name).toBe("Maatwerkbedrijf de Ploeg");
    expect(members.map(({ organisation }: { organisation: { name: string } }) => organisation.name)).toEqual(
      expect.arrayContaining(["vzw Het Heft", "AC Balans"]),
    );
    expect(funding.trajectories).toBeCloseTo(Math.min(funding.days / 365, funding.contingent), 6);
    const paid = funding.advances.reduce(
      (sum: number, { amount }: { amount: { cents: number } }) => sum + amount.cents,
      0,
    );
    expect(funding.balance.cents).toBe(funding.subsidy.cents - paid);
    expect(funding.subsidy.cents).toBe(
      Math.round((Math.min(funding.days, funding.contingent * 365) * funding.unitAmount.amount.cents) / 365),
    );
  });

  it("the years before 1 April 2021 are told in full-time equivalents", async () => {
    const { data } = await house.ask(
      `{ legacyRegimes { scheme participantFte supportStaffFte workshops ratio outflowProjects { name } } unitAmounts { amount { cents } validFrom } }`,
    );
    expect(data.legacyRegimes).toContainEqual(
      expect.objectContaining({ participantFte: 390, supportStaffFte: 78, workshops: 60, ratio: 5 }),
    );
    expect(data.unitAmounts).toContainEqual({ amount: { cents: 281_220 }, validFrom: "2022-04-01" });
  });

  it("a partnership and a participant have a history through 1 April 2021 and 1 January 2024 (question 27)", async () => {
    const byOrganisation = new Map(legacyRecognitionsOf(house.world).map((each) => [each.kbo, each]));
    const person = house.world.persons.find(
      (each) => legacyParticipationsOf(house.world, each, byOrganisation).length > 0,
    )!;
    const { id } = house.world.partnerships.find(({ id }) => id === person.agreements[0]!.partnershipId)!;
    const query = `query($partnership: ID!, $participant: ID!) {
      partnership(id: $partnership) { regimes { regime validFrom validTo } }
      participant(id: $participant) { history { regime validFrom agreement { id } organisation { enterpriseNumber } } } }`;
    const variables = { partnership: id, participant: house.idOf(person) };
    const whole = await house.ask(query, variables);
    expect(whole.errors).toBeUndefined();
    const regimes = whole.data.partnership.regimes.map(({ regime }: { regime: string }) => regime);
    expect(regimes).toEqual(expect.arrayContaining(["AMA_2021", "AMA_2024"]));
    expect(whole.data.participant.history[0]).toMatchObject({ agreement: null });
    expect(whole.data.participant.history).toContainEqual(
      expect.objectContaining({ regime: "AMA_2021", agreement: { id: person.agreements[0]!.id } }),
    );

    house.agencies.dwse.setMood("down");
    const without = await house.ask(query, variables);
    house.agencies.dwse.setMood("well");
    await ledgerAnswers();
    expect(without.errors?.map(({ extensions }) => extensions?.["code"])).toContain("AGENCY_UNAVAILABLE");
    expect(without.data.participant.history).toEqual(
      whole.data.participant.history.filter(({ agreement }: { agreement: object | null }) => agreement),
    );
    expect(without.data.partnership.regimes.map(({ regime }: { regime: string }) => regime)).toEqual(
      regimes.filter((regime: string) => regime.startsWith("AMA")),
    );
  });
  it("what statements list, what counts and what the department accepted differ exactly where they do", async () => {
    // Delivered again on another day, without the first person.
    const [, ...corrected] = typedRows(house.world, "SV-0002", "2026Q1");
    const cells = [HEADERS, ...corrected].map((row) =>
      row.map((value) => (value === null ? null : { value, ...(value instanceof Date && { format: "dd/mm/yyyy" }) })),
    );
    const file = join(house.settings.LOKET_DROP_FOLDER, "SV-0002", "SV-0002_2026Q1 (1).xlsx");
    await writeSheet(cells).toFile(file);
    await utimes(file, new Date(NOW), new Date(NOW));
    const query = `query($after: String) { partnerships(first: 50, after: $after) { pageInfo { hasNextPage endCursor } edges { node { id
      statements(year: 2026) { quarter days countedDays filings { status days } comparison { listed counted accepted reasons
        participants { participant { id } listed counted accepted reasons } } } } } } }`;
    const found = await walk<{ id: string; statements: ComparedStatement[] }>(async (after) => {
      const { data, errors } = await house.ask(query, { after });
      expect(errors).toBeUndefined();
      return data.partnerships;
    });
    const compared = found.flatMap(({ id, statements }) =>
      statements.map((each) => ({ key: `${id} ${each.quarter}`, ...each })),
    );
    const delivered = compared.filter(({ days }) => days !== null);

    const listed = listedTotals(house.world, new Map([[CORRECTED, corrected]]));
    const accepted = await acceptedTotals(house);
    expect(new Map(delivered.map(({ key, comparison }) => [key, comparison.listed]))).toEqual(listed);
    expect(new Map(compared.map(({ key, comparison }) => [key, comparison.accepted]))).toEqual(
      new Map(compared.map(({ key }) => [key, accepted.get(key) ?? null])),
    );
    const differing = [...listed].filter(([key, days]) => accepted.has(key) && accepted.get(key) !== days);
    expect(differing.map(([key]) => key)).toContain(CORRECTED);
    for (const [key] of differing) {
      const { comparison } = delivered.find((each) => each.key === key)!;
      expect([key, comparison.reasons.length > 0]).toEqual([key, true]);
    }
    for (const { comparison, days, countedDays, filings } of delivered) {
      const sum = (of: (one: ComparedDays) => number | null) =>
        comparison.participants.reduce((total, one) => total + (of(one) ?? 0), 0);
      expect(comparison).toMatchObject({ listed: days, counted: countedDays });
      expect(sum(({ counted }) => counted)).toBe(countedDays);
      expect(sum((one) => one.accepted)).toBe(comparison.accepted ?? 0);
      expect(filings.find(({ status }) => status === "ACCEPTED")?.days ?? null).toBe(comparison.accepted);
      for (const one of comparison.participants)
        expect(one.reasons.length > 0).toBe(one.listed !== one.counted || one.accepted !== one.counted);
    }
    expect((await house.accessLog.list(house.idOf(AMINA), { first: 50 })).flatMap(({ fields }) => fields)).toContain(
      "ParticipantComparison.accepted",
    );
  });

  it("a statement that came after its year was settled is a finding of the partnership, and of no other", async () => {
    const query = `query($after: String) { partnerships(first: 50, after: $after) { pageInfo { hasNextPage endCursor } edges { node { id status
      compliance { kind met actor } } } } }`;
    const found = await walk<{
      id: string;
      status: string;
      compliance: { kind: string; met: boolean; actor: string }[];
    }>(async (after) => (await house.ask(query, { after })).data.partnerships);
    const active = found.filter(({ status }) => status === "ACTIVE");
    const told = active.filter(({ compliance }) =>
      compliance.some(
        ({ kind, met, actor }) => kind === "QUARTERLY_STATEMENT_SETTLED" && !met && actor === "DEPARTMENT",
      ),
    );
    const late = await askLedger<{ id: string }>(
      house,
      `select distinct o.samenwerkingsverband_id as id from dwse.kwartaaloverzicht o
       where o.jaar in (2025, 2026) and greatest(o.ingediend_op, o.aanvaard_op::date) >
         (select max(a.vastgesteld_op) from dwse.afrekening a where a.samenwerkingsverband_id = o.samenwerkingsverband_id and a.jaar = o.jaar)`,
    );
    const ids = new Set(late.map(({ id }) => id));
    expect(told.map(({ id }) => id).sort()).toEqual(active.flatMap(({ id }) => (ids.has(id) ? [id] : [])).sort());
    const { data } = await house.ask(query, {}, { as: "partner-guide", purpose: "GUIDANCE" });
    for (const { node } of data.partnerships.edges)
      expect(
        node.compliance.filter(
          ({ kind, met }: { kind: string; met: boolean }) => kind === "QUARTERLY_STATEMENT_SETTLED" && met !== null,
        ),
      ).toEqual([]);
  });

  it("a lead compares its own statements alone; a partner's guide its own people, without what the department accepted", async () => {
    const FIELDS = "comparison { listed participants { participant { id } listed accepted } }";
    const ofLead = await house.ask(
      `{ own: partnership(id: "SV-0001") { statements(year: 2026) { ${FIELDS} } } other: partnership(id: "SV-0002") { statements(year: 2026) { ${FIELDS} } } }`,
      {},
      { as: "lead", purpose: "GUIDANCE" },
    );
    expect(ofLead.data.own.statements[0].comparison.listed).toBeGreaterThan(0);
    expect(ofLead.data.other.statements).toBeNull();
    const { data, errors = [] } = await house.ask(
      `query($id: ID!) { participant(id: $id) { attendance(quarter: "2026Q2") { days statements { ${FIELDS} } } } }`,
      { id: house.idOf(AMINA) },
      { as: "partner-guide", purpose: "GUIDANCE" },
    );
    const [{ comparison }] = data.participant.attendance.statements;
    const people = comparison.participants as { participant: { id: string }; listed: number }[];
    const guided = house.world.persons.filter(({ agreements }) =>
      agreements.some(({ organisation }) => organisation === HEFT.kbo),
    );
    const own = new Set<string>(guided.map((person) => house.idOf(person)));
    expect(comparison).toMatchObject({ listed: null });
    expect(people.find(({ participant }) => participant.id === house.idOf(AMINA))).toMatchObject({
      listed: data.participant.attendance.days,
      accepted: null,
    });
    expect(people.filter(({ participant }) => !own.has(participant.id))).toEqual([]);
    expect(new Set(errors.map(({ extensions }) => extensions?.["code"]))).toEqual(new Set(["OUT_OF_SIGHT"]));
  });

  // The last one: the counter is left alone for a while after it.
  it("every funding year stays in the list while the counter does not tell the names", async () => {
    const query = `{ fundingYears(year: 2026, first: 3) { edges { node { days partnership { id name } } } } }`;
    house.agencies.loket.setMood("down");
    const { data, errors } = await house.ask(query);
    house.agencies.loket.setMood("well");
    expect(data.fundingYears.edges).toHaveLength(3);
    for (const { node } of data.fundingYears.edges)
      expect(node).toEqual({ days: expect.any(Number), partnership: null });
    expect([...new Set(errors?.map(({ extensions }) => extensions?.["agency"]))]).toEqual(["LOKET"]);
  });
});

/** After failures in a row the ledger is left alone for a while, also once it is well again. */
async function ledgerAnswers(): Promise<void> {
  await until(async () => {
    const { errors } = await house.ask(`{ fundingYears(year: 2026, first: 1) { edges { node { days } } } }`);
    return errors === undefined;
  });
}

interface ComparedDays {
  listed: number;
  counted: number;
  accepted: number | null;
  reasons: string[];
}
interface ComparedStatement {
  quarter: string;
  days: number | null;
  countedDays: number | null;
  filings: { status: string; days: number }[];
  comparison: ComparedDays & { participants: ComparedDays[] };
}

const CORRECTED = "SV-0002 2026Q1";

/** The rows of a statement as its lead types them. */
function typedRows(world: World, partnership: string, quarter: string) {
  const held = world.persons.flatMap((person) =>
    person.agreements.filter((one) => one.partnershipId === partnership).map((agreement) => ({ person, agreement })),
  );
  return statementRows(world, held, quarter);
}

/** The days that each delivered statement of 2026 lists, each person once a day, worked out from the rows as they are typed. */
function listedTotals(world: World, delivered: ReadonlyMap<string, ReturnType<typeof typedRows>>): Map<string, number> {
  const isRight = (digits: string) =>
    digits.length === 11 &&
    ["", "2"].some((century) => 97 - Number(BigInt(century + digits.slice(0, 9)) % 97n) === Number(digits.slice(9)));
  const totals = new Map<string, number>();
  for (const { id, statements } of world.partnerships)
    for (const { quarter } of statements.filter(({ quarter }) => quarter.startsWith("2026"))) {
      const key = `${id} ${quarter}`;
      const typed = delivered.get(key) ?? typedRows(world, id, quarter);
      const days = new Set<string>();
      for (const [text, row] of new Map(typed.map((row) => [JSON.stringify(row), row]))) {
        const digits = String(row[0]).replaceAll(/\D/g, "").padStart(11, "0");
        for (const day of String(row[7] ?? "")
          .split("; ")
          .filter(Boolean))
          days.add(`${isRight(digits) ? digits : text} ${day}`);
      }
      totals.set(key, days.size);
    }
  return totals;
}

/** The days of each accepted statement of 2026, by the ledger's own tables. */
async function acceptedTotals(of: TestHouse): Promise<Map<string, number>> {
  const rows = await askLedger<{ key: string; days: string }>(
    of,
    `select o.samenwerkingsverband_id || ' ' || o.jaar || 'Q' || o.kwartaal as key, coalesce(sum(d.dagen_aanwezig), 0) as days
     from dwse.kwartaaloverzicht o left join dwse.aanvaarde_dagen d on d.kwartaaloverzicht_id = o.id
     where o.jaar = 2026 and o.status = 'AANVAARD' group by 1`,
  );
  return new Map(rows.map(({ key, days }) => [key, Number(days)]));
}

/** Asks the ledger's database itself. */
async function askLedger<Row extends pg.QueryResultRow>({ settings }: TestHouse, sql: string): Promise<Row[]> {
  const client = new pg.Client(settings.DATABASE_URL ?? `postgres://postgres@127.0.0.1:${settings.DWSE_PORT}/postgres`);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
