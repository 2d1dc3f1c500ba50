import { describe, expect, test } from "@jest/globals";
import { attendedDays } from "../../../agencies/population/attendance.js";
import {
  dayNumber, isPublicHoliday, quarterOf, quarterPeriod, quartersUpTo, statementDueOn, weekdayOf,
} from "../../../agencies/population/calendar.js"; // prettier-ignore
import { createWorld } from "../../../agencies/population/create-world.js";
import { LEGACY_REGIMES } from "../../../agencies/population/legacy.js";
import {
  AMINA, BART, CHANTAL, DRIES, ELS, FATIMA, GEERT, HILDE, IVAN, JAMILA, KOEN, LEEN, STORIES, type Story,
} from "../../../agencies/population/stories.js"; // prettier-ignore
import { serviceOf, VDAB_SERVICES } from "../../../agencies/population/organisations.js";
import { UNIT_AMOUNTS } from "../../../agencies/population/unit-amounts.js";
import type { Agreement, Person, World } from "../../../agencies/population/world.js";

const NOW = "2026-11-21T09:00:00Z";
const TODAY = "2026-11-21";
const world = createWorld({ seed: 1, participants: 2000, now: NOW });

const holds = (period: { from: string; to?: string }, day = TODAY): boolean =>
  period.from <= day && (period.to ?? day) >= day;
const runs = (agreement: Agreement, day = TODAY): boolean =>
  agreement.startsOn <= day && (agreement.endsOn ?? day) >= day;
const running = (person: Person): Agreement[] => person.agreements.filter((agreement) => runs(agreement));
const ended = ({ agreements }: Person): boolean =>
  agreements.length > 0 && agreements.every(({ endReason }) => endReason);
const share = (holdsFor: (person: Person) => unknown): number =>
  world.persons.filter((person) => holdsFor(person)).length / world.persons.length;
const between = (value: number, low: number, high: number): void => {
  expect(value).toBeGreaterThanOrEqual(low);
  expect(value).toBeLessThanOrEqual(high);
};
const inWorld = ({ index }: Story, of: World = world): Person => {
  const person = of.persons[index];
  if (!person) throw new Error("Not in this world");
  return person;
};

describe("the same options", () => {
  test("give an equal world, and nothing done to one shows in the next", () => {
    const options = { seed: 7, participants: 300, now: NOW };
    const first = createWorld(options);
    const second = createWorld(options);
    expect(second).toEqual(first);
    first.guides.length = 0;
    for (const organisation of first.organisations.values()) organisation.name = "";
    expect(createWorld(options)).toEqual(second);
  });

  test("but another seed give other people, the stories and SV-0001 staying what they are", () => {
    const other = createWorld({ seed: 2, participants: 100, now: NOW });
    expect(other.persons[50]?.insz).not.toBe(world.persons[50]?.insz);
    expect(other.persons.slice(0, 12)).toEqual(world.persons.slice(0, 12));
    expect(other.partnerships[0]?.members).toEqual(world.partnerships[0]?.members);
  });

  test("but more participants leave what a person lives on and who the person is alone", () => {
    const larger = createWorld({ seed: 1, participants: 2500, now: NOW });
    for (const index of [12, 500, 1999]) {
      const [small, large] = [world.persons[index], larger.persons[index]];
      expect(large?.insz).toBe(small?.insz);
      expect(large?.statutes).toEqual(small?.statutes);
      expect(large?.assessments).toEqual(small?.assessments);
    }
  });

  test("at another moment keep everybody's number", () => {
    const later = createWorld({ seed: 1, participants: 200, now: "2027-03-02T00:00:00Z" });
    expect(later.persons.map(({ insz }) => insz)).toEqual(world.persons.slice(0, 200).map(({ insz }) => insz));
  });
});

describe("dossiers at VDAB", () => {
  test("are at its services, mostly that of the home; some came from another, some stayed behind", () => {
    const homes = new Map(world.municipalities.map(({ nis, province }) => [nis, serviceOf(province).ovo]));
    const stayed = share(({ nis, service }) => homes.get(nis) !== service);
    const came = share(({ transfers }) => transfers.length > 0);
    between(stayed, 0.03, 0.08);
    between(came, 0.03, 0.1);
    for (const { ovo } of VDAB_SERVICES) expect(share(({ service }) => service === ovo)).toBeGreaterThan(0.05);
    for (const { service, transfers } of world.persons)
      for (const { from, to, on } of transfers) {
        expect([to, from !== to]).toEqual([service, true]);
        expect(on < TODAY).toBe(true);
      }
  });
});

describe("numbers", () => {
  const checks = (head: string, check: string): boolean => 97 - (Number(head) % 97) === Number(check);

  test("every INSZ is a test number with right check digits, and belongs to one person", () => {
    const all = world.persons.flatMap(({ insz, former }) => (former ? [insz, former.insz] : [insz]));
    expect(new Set(all).size).toBe(all.length);
    for (const insz of all) {
      expect(insz).toMatch(/^\d\d(6[1-9]|7[0-2])\d{7}$/);
      expect(checks(insz.slice(0, 9), insz.slice(9)) || checks(`2${insz.slice(0, 9)}`, insz.slice(9))).toBe(true);
    }
    for (const { insz, birthDate } of world.persons) {
      expect(checks((birthDate >= "2000" ? "2" : "") + insz.slice(0, 9), insz.slice(9))).toBe(true);
      expect(Number(insz.slice(2, 4)) - 60).toBe(Number(birthDate.slice(5, 7)));
    }
    expect(world.persons.some(({ birthDate }) => birthDate >= "2000")).toBe(true);
  });

  test("every enterprise number has right check digits", () => {
    for (const [kbo, organisation] of world.organisations) {
      expect(organisation.kbo).toBe(kbo);
      expect(kbo).toMatch(/^[01]\d{9}$/);
      expect(checks(kbo.slice(0, 8), kbo.slice(8))).toBe(true);
    }
  });

  test("ids have their form and are given once", () => {
    const ids = (list: { id: string }[], form: RegExp): void => {
      for (const { id } of list) expect(id).toMatch(form);
      expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
    };
    ids(world.partnerships, /^SV-\d{4}$/);
    ids(world.guides, /^BG-\d{5}$/);
    ids(world.workplaces, /^WP-\d{5}$/);
    ids(world.persons.flatMap(({ agreements }) => agreements), /^BO-\d{7}$/); // prettier-ignore
    ids(world.persons.flatMap(({ referrals }) => referrals), /^TL\d{8}$/); // prettier-ignore
    ids(world.persons.flatMap(({ permissions }) => permissions), /^TL-\d{9}$/); // prettier-ignore
  });
});

describe("everything that is pointed at exists", () => {
  const ofSize = [5, 60, 200].map((participants) => createWorld({ seed: 3, participants, now: NOW }));
  test.each([world, ...ofSize].map((it) => [it.persons.length, it] as const))("among %i participants", (_, it) => {
    const partnerships = new Map(it.partnerships.map((partnership) => [partnership.id, partnership]));
    const guides = new Map(it.guides.map((guide) => [guide.id, guide]));
    const workplaces = new Map(it.workplaces.map((workplace) => [workplace.id, workplace]));
    const municipalities = new Set(it.municipalities.map(({ nis }) => nis));
    const member = (partnershipId: string, organisation: string, from: string): boolean =>
      !!partnerships.get(partnershipId)?.members.some((m) => m.organisation === organisation && m.from <= from);

    for (const { kbo, nis } of it.organisations.values()) {
      expect(kbo).toBeDefined();
      expect(municipalities).toContain(nis);
    }
    for (const { nis } of it.municipalities) expect(it.organisations.has(it.ocmws.get(nis)?.kbo ?? "")).toBe(true);
    for (const partnership of it.partnerships) {
      const members = partnership.members.map(({ organisation }) => organisation);
      expect(it.organisations.get(partnership.lead)?.kind).toBe("MAATWERKBEDRIJF");
      expect(members[0]).toBe(partnership.lead);
      for (const kbo of members) expect(it.organisations.has(kbo)).toBe(true);
      for (const { organisation } of partnership.insurances) expect(members).toContain(organisation);
      expect(partnership.splitKeys.length).toBeGreaterThan(0);
      for (const { parts } of partnership.splitKeys)
        for (const { organisation } of parts) expect(members).toContain(organisation);
    }
    for (const { partnershipId, organisation } of [...it.guides, ...it.workplaces])
      expect(member(partnershipId, organisation, TODAY)).toBe(true);
    for (const person of it.persons) {
      expect(municipalities).toContain(person.nis);
      for (const { payer } of person.statutes) if (payer) expect(it.organisations.has(payer)).toBe(true);
      for (const { issuer, workplace } of person.permissions) {
        expect(it.organisations.has(issuer)).toBe(true);
        expect(workplace).not.toBe("");
      }
      for (const { partnershipId, organisation, referredOn } of person.referrals)
        expect(member(partnershipId, organisation, referredOn)).toBe(true);
      for (const agreement of person.agreements) {
        const { partnershipId, organisation, guideId, workplaceId, startsOn } = agreement;
        expect(member(partnershipId, organisation, startsOn)).toBe(true);
        expect(workplaces.get(workplaceId)?.organisation).toBe(organisation);
        if (guideId) expect(guides.get(guideId)?.organisation).toBe(organisation);
        expect(agreement.weekdays.length).toBeGreaterThan(0);
      }
    }
  });

  test("and among many, every organisation has a name of its own", () => {
    const names = [...createWorld({ seed: 1, participants: 12_000, now: NOW }).organisations.values()].map(
      ({ name }) => name,
    );
    expect(new Set(names).size).toBe(names.length);
  });

  test("and every day is a day, in the order of the story", () => {
    expect(JSON.stringify(world)).not.toMatch(/NaN|undefined|Invalid/);
    for (const { statutes, advice, permissions, agreements, assessments, referrals } of world.persons) {
      for (const period of [...statutes, ...permissions, ...(advice ? [advice.period] : [])])
        expect((period.to ?? "9") >= period.from).toBe(true);
      for (const { startsOn, endsOn, hours, dimona, endReason } of agreements) {
        expect(startsOn >= "2021-04-01").toBe(true);
        expect((endsOn ?? "9") >= startsOn).toBe(true);
        expect(hours[0]?.from).toBe(startsOn);
        expect(hours.map(({ from }) => from)).toEqual(hours.map(({ from }) => from).sort());
        if (dimona) expect(dimona).toMatchObject({ from: startsOn });
        if (endReason) expect((endsOn ?? "9") <= TODAY).toBe(true);
      }
      for (const { requestedOn, decidedOn, state } of permissions) {
        expect(decidedOn === undefined).toBe(state === "AANGEVRAAGD");
        expect(requestedOn <= (decidedOn ?? TODAY) && (decidedOn ?? TODAY) <= TODAY).toBe(true);
      }
      for (const { assessedOn, nextDueOn } of assessments)
        expect(assessedOn <= TODAY && nextDueOn > assessedOn).toBe(true);
      for (const { referredOn, answeredOn } of referrals) expect((answeredOn ?? TODAY) >= referredOn).toBe(true);
    }
  });
});

describe("of 2 000 participants", () => {
  test("people are at every stage, with the troubles that occur", () => {
    const soon = "2027-01-20";
    const last = ({ assessments }: Person) => assessments.at(-1);
    between(share((p) => p.statutes.filter((s) => holds(s)).length > 1), 0.17, 0.32); // prettier-ignore
    between(share((p) => p.statutes.some(({ confirmed }) => !confirmed)), 0.03, 0.07); // prettier-ignore
    between(share((p) => running(p).length), 0.38, 0.58); // prettier-ignore
    between(share((p) => running(p).length > 1), 0.025, 0.06); // prettier-ignore
    between(share((p) => new Set(running(p).map((a) => a.partnershipId)).size > 1), 0.003, 0.03); // prettier-ignore
    between(share(ended), 0.2, 0.36);
    between(
      share((p) => ended(p) && !p.outflow),
      0.04,
      0.1,
    );
    between(
      share((p) => p.advice?.state === "TOEGEKEND" && p.agreements.length === 0),
      0.12,
      0.26,
    );
    between(
      share((p) => p.former),
      0.01,
      0.035,
    );
    between(
      share((p) => p.readRightEndedOn),
      0.01,
      0.035,
    );
    between(
      share((p) => !p.inscribed),
      0.007,
      0.025,
    );
    between(share((p) => p.agreements.some(({ dimona }) => !dimona)), 0.008, 0.035); // prettier-ignore
    between(share((p) => p.agreements.some(({ signedOn }) => !signedOn)), 0.01, 0.05); // prettier-ignore
    between(
      share((p) => last(p) && last(p)?.hoursPerWeekAble === undefined),
      0.02,
      0.08,
    );
    between(
      share((p) => (last(p)?.hoursPerWeekAble ?? 12) < 12),
      0.015,
      0.07,
    );
    between(
      share((p) => running(p).length && (last(p)?.nextDueOn ?? "9") < TODAY),
      0.015,
      0.08,
    );
    between(
      share((p) => running(p).length && holds({ from: TODAY, to: "2026-12-21" }, last(p)?.nextDueOn)),
      0.02,
      0.1,
    );
    for (const state of ["AANGEVRAAGD", "GEWEIGERD", "HERROEPEN"])
      between(share((p) => p.permissions.some((permission) => permission.state === state)), 0.008, 0.08); // prettier-ignore
    between(share((p) => running(p).length && p.permissions.length && p.permissions.every(({ to = "9" }) => to < TODAY)), 0.004, 0.04); // prettier-ignore
    between(share((p) => running(p).length && p.permissions.some(({ to = "9" }) => to >= TODAY && to <= soon)), 0.015, 0.08); // prettier-ignore
    const replaced = world.persons.flatMap(({ former }) => former ?? []);
    expect(replaced.some(({ stillUsedBy }) => stillUsedBy.length === 0)).toBe(true);
    expect(replaced.some(({ stillUsedBy }) => stillUsedBy.length > 1)).toBe(true);
  });

  test("partnerships keep their obligations mostly, not always", () => {
    const { partnerships } = world;
    const active = partnerships.filter(({ status }) => status === "ACTIEF");
    const filled = active.map(({ id, contingents }) => {
      const guided = world.persons.filter((p) => running(p).some(({ partnershipId }) => partnershipId === id)).length;
      return guided / (contingents.find(({ year }) => year === 2026)?.granted ?? NaN);
    });
    between(partnerships.length, 90, 126);
    between(partnerships.reduce((sum, { members }) => sum + members.length - 1, 0), 150, 400); // prettier-ignore
    between(partnerships.length - active.length, 1, 6);
    expect(filled.every(Number.isFinite)).toBe(true);
    between(filled.filter((filling) => filling > 1).length, 5, 40);
    between(filled.filter((filling) => filling < 0.9).length, 10, 60);
    between(filled.filter((filling) => filling >= 0.9 && filling <= 1).length, 20, 70);
    const grants = active.flatMap(({ contingents }) => contingents.flatMap(({ granted }) => granted ?? []));
    between(Math.min(...grants), 1, 6);
    between(Math.max(...grants), 25, 70);
    const uninsured = active.filter(({ members, insurances }) =>
      members.some(
        ({ organisation, to }) =>
          to === undefined && insurances.filter((it) => it.organisation === organisation && holds(it)).length < 2,
      ),
    );
    between(uninsured.length, 2, 20);
    const unqualified = active.filter(({ id, members }) =>
      members.some(({ organisation }) =>
        world.guides.every((g) => g.partnershipId !== id || g.organisation !== organisation || !g.qualification),
      ),
    );
    between(unqualified.length, 3, 30);
    const statements = partnerships.flatMap((it) => it.statements);
    const late = statements.filter(({ quarter, deliveredOn }) => deliveredOn > statementDueOn(quarter));
    between(late.length / statements.length, 0.03, 0.15);
    expect(active.some((it) => it.statements.every(({ quarter }) => quarter !== "2026Q2"))).toBe(true);
    expect(new Set(partnerships.map(({ regulation }) => regulation)).size).toBe(2);
    expect(partnerships.some(({ splitKeys }) => splitKeys.length > 1)).toBe(true);
    expect(active.some(({ members }) => members.some(({ to }) => to !== undefined))).toBe(true);
  });

  test.each([1, 2, 3])("a split key names whoever was guided at that year (seed %i)", (seed) => {
    const it = createWorld({ seed, participants: 400, now: NOW });
    for (const { agreements } of it.persons)
      for (const { partnershipId, organisation, startsOn, endsOn } of agreements)
        for (
          let year = Number(startsOn.slice(0, 4));
          year <= Number((endsOn ?? TODAY).slice(0, 4)) && year <= 2026;
          year++
        ) {
          const keys = it.partnerships.find(({ id }) => id === partnershipId)?.splitKeys ?? [];
          const key = keys.filter(({ fromYear }) => fromYear <= year).at(-1);
          expect(key?.parts.map((part) => part.organisation)).toContain(organisation);
        }
  });
});

describe("Maatwerkbedrijf de Ploeg", () => {
  test.each([60, 200])(
    "guides at least 12 among %i participants, with Het Heft and Balans in Hasselt",
    (participants) => {
      const it = createWorld({ seed: 9, participants, now: NOW });
      const ploeg = it.partnerships[0];
      const names = ploeg?.members.map(({ organisation }) => it.organisations.get(organisation));
      expect(ploeg).toMatchObject({ id: "SV-0001", name: "Maatwerkbedrijf de Ploeg", status: "ACTIEF" });
      expect(names?.map((member) => member?.name)).toEqual(["Maatwerkbedrijf de Ploeg", "vzw Het Heft", "AC Balans"]);
      expect(names?.every((member) => member?.nis === "71072")).toBe(true);
      const guided = it.persons.filter(({ agreements }) => agreements.some((a) => a.partnershipId === "SV-0001"));
      expect(guided.length).toBeGreaterThanOrEqual(12);
      between(it.partnerships.length, 5, 12);
    },
  );
});

describe("a story", () => {
  test("is in every world, cut where there are fewer participants", () => {
    expect(STORIES.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    for (const { index, insz, firstName } of STORIES)
      expect(world.persons[index]).toMatchObject({ index, insz, firstName });
    expect(createWorld({ seed: 1, participants: 3, now: NOW }).persons.map(({ insz }) => insz)).toEqual(
      [AMINA, BART, CHANTAL].map(({ insz }) => insz),
    );
  });

  test("Amina has everything in order and built up from 12 to 16 to 20 hours", () => {
    const amina = inWorld(AMINA);
    expect(amina.statutes.map(({ kind, to }) => [kind, to === undefined])).toEqual([["NWWZ", false], ["ZIEKTE", true]]); // prettier-ignore
    expect(amina.permissions).toMatchObject([{ state: "TOEGESTAAN", statute: "ZIEKTE" }]);
    expect(world.organisations.get(amina.permissions[0]?.issuer ?? "")?.name).toBe("CM");
    expect(holds(amina.permissions[0]!)).toBe(true);
    const [agreement] = running(amina);
    expect(agreement).toMatchObject({ partnershipId: "SV-0001" });
    expect(agreement?.hours.map(({ hoursPerWeek }) => hoursPerWeek)).toEqual([12, 16, 20]);
    expect(agreement?.signedOn && agreement.signedByWorkplaceOn && agreement.dimona).toBeTruthy();
    expect(world.guides.find(({ id }) => id === agreement?.guideId)?.qualification).toBeDefined();
    expect(amina.assessments.at(-1)?.assessedOn.slice(0, 7)).toBe("2026-08");
    expect(amina.outflow).toBeUndefined();
  });

  test("Bart's permission was revoked yesterday", () => {
    expect(inWorld(BART).permissions.at(-1)).toMatchObject({ state: "HERROEPEN", revokedOn: "2026-11-20" });
    expect(running(inWorld(BART))).toHaveLength(1);
  });

  test("Chantal's permission ends in 20 days, before her agreement", () => {
    const { permissions, agreements } = inWorld(CHANTAL);
    expect(permissions).toMatchObject([{ state: "TOEGESTAAN", to: "2026-12-11" }]);
    expect((agreements[0]?.endsOn ?? "") > "2026-12-11").toBe(true);
  });

  test("Dries got another INSZ that two systems do not know yet", () => {
    expect(inWorld(DRIES).former).toMatchObject({ insz: DRIES.formerInsz, stillUsedBy: ["loket", "dwse"] });
  });

  test("Els still waits for one of two permissions", () => {
    expect(inWorld(ELS).permissions.map(({ statute, state }) => [statute, state])).toEqual([
      ["ZIEKTE", "TOEGESTAAN"],
      ["LEEFLOON", "AANGEVRAAGD"],
    ]);
    expect(inWorld(ELS).agreements).toEqual([]);
  });

  test("Fatima was referred 40 days ago and has not started", () => {
    expect(inWorld(FATIMA)).toMatchObject({
      referrals: [{ referredOn: "2026-10-12", state: "VERWEZEN" }],
      agreements: [],
    });
  });

  test("Geert was last assessed 14 months ago", () => {
    expect(inWorld(GEERT).assessments.at(-1)?.assessedOn.slice(0, 7)).toBe("2025-09");
    expect(running(inWorld(GEERT))).toHaveLength(1);
  });

  test("Hilde is a job seeker and needs no permission", () => {
    expect(inWorld(HILDE).statutes.map(({ kind }) => kind)).toEqual(["NWWZ"]);
    expect(inWorld(HILDE).permissions).toEqual([]);
    expect(running(inWorld(HILDE))[0]?.dimona).toBeDefined();
  });

  test("Ivan ended two months ago with no outflow, Jamila eight months ago with work", () => {
    expect(inWorld(IVAN).agreements[0]?.endsOn?.slice(0, 7)).toBe("2026-09");
    expect(inWorld(IVAN).outflow).toBeUndefined();
    expect(inWorld(JAMILA).outflow).toMatchObject({ destination: "NORMAAL_ECONOMISCH_CIRCUIT", employedAfter6: true });
    expect(running(inWorld(JAMILA))).toEqual([]);
  });

  test("Koen's Dimona was forgotten; the right to read Leen's dossier ended ten days ago", () => {
    expect(running(inWorld(KOEN))[0]).toBeDefined();
    expect(running(inWorld(KOEN))[0]?.dimona).toBeUndefined();
    expect(inWorld(LEEN).readRightEndedOn).toBe("2026-11-11");
  });
});

describe("attendance", () => {
  test("is on the agreed weekdays, within the agreement, never on a holiday, never after today", () => {
    for (const person of world.persons.slice(0, 300))
      for (const agreement of person.agreements)
        for (const quarter of ["2026Q2", "2026Q4"]) {
          const days = attendedDays(world, person, agreement, quarter);
          expect(days).toEqual(attendedDays(world, person, agreement, quarter));
          for (const day of days) {
            expect(runs(agreement, day) && day <= TODAY && quarterOf(day) === quarter).toBe(true);
            expect(agreement.weekdays).toContain(weekdayOf(dayNumber(day)));
            expect(isPublicHoliday(dayNumber(day))).toBe(false);
          }
        }
  });

  test("misses some days, not most", () => {
    const agreement = inWorld(AMINA).agreements[0]!;
    const days = attendedDays(world, inWorld(AMINA), agreement, "2026Q3").length;
    between(days, 30, 51);
  });
});

describe("the calendar", () => {
  test("knows quarters, their statements and the holidays", () => {
    expect(quartersUpTo("2022-01-01")).toEqual(["2021Q2", "2021Q3", "2021Q4", "2022Q1"]);
    expect(quarterPeriod("2024Q1")).toEqual({ from: "2024-01-01", to: "2024-03-31" });
    expect(statementDueOn("2025Q4")).toBe("2026-01-31");
    for (const day of ["2026-04-06", "2026-05-14", "2026-05-25", "2026-07-21", "2025-04-21"])
      expect(isPublicHoliday(dayNumber(day))).toBe(true);
    expect(isPublicHoliday(dayNumber("2026-04-07"))).toBe(false);
  });
});

describe("the dated tables", () => {
  test("unit amounts follow on each other without a gap, and one is confirmed", () => {
    UNIT_AMOUNTS.forEach(({ validFrom, validTo }, i) => {
      const next = UNIT_AMOUNTS[i + 1];
      if (next) expect(dayNumber(next.validFrom)).toBe(dayNumber(validTo ?? "") + 1);
      else expect(validTo).toBeUndefined();
      expect(validTo === undefined || validTo >= validFrom).toBe(true);
    });
    expect(UNIT_AMOUNTS.filter(({ confirmed }) => confirmed)).toMatchObject([
      { validFrom: "2022-04-01", cents: 281_220 },
    ]);
  });

  test("every outflow project but one has the partners that the call asked for", () => {
    const [workshops] = LEGACY_REGIMES;
    expect(workshops).toMatchObject({ workshops: 60, supportStaffFte: 78, participantFte: 390 });
    const projects = LEGACY_REGIMES.flatMap((regime) => regime.projects);
    const lacking = projects.filter(({ partners }) => {
      const roles = partners.map(({ role }) => role);
      const isWhole = (["GTB", "ZORG", "EMPOWERMENT"] as const).every((role) => roles.includes(role));
      return !isWhole || roles.filter((role) => role === "ARBEIDSZORG").length < 2;
    });
    expect(projects.length).toBeGreaterThan(3);
    expect(lacking.map(({ name }) => name)).toEqual(["Werk op Maat Kempen"]);
  });
});
