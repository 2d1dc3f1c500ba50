import { describe, expect, test } from "@jest/globals";
import { createWorld } from "../../../agencies/population/create-world.js";
import type { World } from "../../../agencies/population/world.js";
import { fingerprintOf } from "../../../agencies/dwse/fingerprint.js";
import { ledgerWorld } from "../../../agencies/dwse/rows/ledger-world.js";
import { dayNumber, isoDay, quarterPeriod } from "../../../agencies/population/calendar.js";
import { grantsOf } from "../../../agencies/dwse/rows/grants.js";
import { payAdvances } from "../../../agencies/dwse/rows/pay-advances.js";
import { recover } from "../../../agencies/dwse/rows/recover.js";
import { settleYears } from "../../../agencies/dwse/rows/settle-years.js";
import { fileStatements } from "../../../agencies/dwse/rows/statements.js";

const NOW = "2026-11-21T09:00:00Z";
const world = ledgerWorld(createWorld({ seed: 1, participants: 400, now: NOW }));
const filed = fileStatements(world);

describe("the statements that the department filed", () => {
  test("only delivered quarters are there, and at most one version of each is accepted", () => {
    const delivered = new Set(
      world.partnerships.flatMap(({ id, statements }) => statements.map(({ quarter }) => `${id} ${quarter}`)),
    );
    const accepted = new Map<string, number>();
    for (const { partnershipId, year, quarter, status } of filed.statements) {
      const key = `${partnershipId} ${year}Q${quarter}`;
      expect(delivered).toContain(key);
      if (status === "AANVAARD") accepted.set(key, (accepted.get(key) ?? 0) + 1);
    }
    expect(new Set(accepted.values())).toEqual(new Set([1]));
  });

  test("nobody is in a statement for more days than the quarter has", () => {
    for (const rows of filed.days) {
      const persons = new Map<string, { attended: number; guided: number }>();
      for (const { insz, attended, guided } of rows) {
        const sum = persons.get(insz) ?? { attended: 0, guided: 0 };
        persons.set(insz, { attended: sum.attended + attended, guided: sum.guided + guided });
      }
      for (const { attended, guided } of persons.values()) {
        expect(guided).toBeLessThanOrEqual(92);
        expect(attended).toBeLessThanOrEqual(guided);
      }
    }
  });

  test("each line tells which days it counts, and no day counts twice for one person in a statement", () => {
    for (const { id, year, quarter } of filed.statements) {
      const { from, to } = quarterPeriod(`${year}Q${quarter}`);
      const attendedOn = new Set<string>();
      const guidedUpTo = new Map<string, string>();
      for (const { insz, startedOn, attended, present, guided, guidedFrom, guidedTo } of filed.days[id - 1]!) {
        const places = [...present].flatMap((digit, place) => (digit === "1" ? [place] : []));
        const begun = Math.max(0, dayNumber(startedOn) - dayNumber(from));
        const before = attendedOn.size;
        for (const place of places) attendedOn.add(`${insz} ${place}`);
        const guidedDays = guidedFrom && guidedTo ? dayNumber(guidedTo) - dayNumber(guidedFrom) + 1 : 0;
        const told = [
          present.length,
          places.length,
          attendedOn.size - before,
          guidedDays,
          (places[0] ?? begun) >= begun,
        ];
        expect(told).toEqual([dayNumber(to) - dayNumber(from) + 1, attended, attended, guided, true]);
        expect(guidedFrom === null || guidedFrom > (guidedUpTo.get(insz) ?? "")).toBe(true);
        if (guidedTo !== null) guidedUpTo.set(insz, guidedTo);
      }
    }
  });

  test("the same world gives the same rows", () => {
    expect(fileStatements(ledgerWorld(createWorld({ seed: 1, participants: 400, now: NOW })))).toEqual(filed);
  });
});

describe("the money that the department paid", () => {
  const advances = payAdvances(world);
  const settlements = settleYears(world, filed, advances);

  test("no advance before the grant, none in the future, and every reference has right check digits", () => {
    for (const { partnershipId, year, paidOn, reference } of advances) {
      const grant = world.partnerships
        .find(({ id }) => id === partnershipId)
        ?.contingents.find((each) => each.year === year);
      const firstGrantedOn = grant!.earlier?.[0]?.grantedOn ?? grant!.grantedOn!;
      expect(firstGrantedOn <= paidOn && paidOn <= NOW.slice(0, 10)).toBe(true);
      const digits = reference.replaceAll(/\D/g, "");
      expect(Number(digits.slice(0, 10)) % 97 || 97).toBe(Number(digits.slice(10)));
    }
    expect(new Set(advances.map(({ reference }) => reference.replaceAll(/\D/g, ""))).size).toBe(advances.length);
  });

  test("a running year is not settled; a settled one pays no more than what held day by day", () => {
    for (const { partnershipId, year, days, unitCents, subsidyCents } of settlements) {
      expect(year).toBeLessThan(2026);
      const grants = grantsOf(world.partnerships.find(({ id }) => id === partnershipId)!);
      const yearDays = year % 4 === 0 ? 366 : 365;
      let ceiling = 0;
      for (let day = dayNumber(`${year}-01-01`); day <= dayNumber(`${year}-12-31`); day++)
        ceiling += (grants.find(({ from, to }) => from <= isoDay(day) && isoDay(day) <= to)?.granted ?? 0) / yearDays;
      const euros = (Math.min(days / 365, ceiling) * Number(unitCents)) / 100;
      expect(Math.abs(Number(subsidyCents) / 100 - euros)).toBeLessThan(0.0051);
    }
  });

  test("what was paid too much is asked back, all of it, and after a second settlement what the first left", () => {
    const recoveries = recover(world, settlements).filter(({ reason }) => reason === "SALDO_NEGATIEF");
    const asked = (version: number) =>
      recoveries.filter(({ settlementVersion }) => settlementVersion === version).map(({ cents }) => cents);
    const tooMuch = settlements
      .filter(({ version }) => version === 1)
      .map(({ subsidyCents, advanceCents }) => advanceCents - subsidyCents);
    expect(asked(1)).toEqual(tooMuch.filter((cents) => cents > 0n));
    const left = settlements.flatMap(({ version, subsidyCents }, place) =>
      version === 2 ? [settlements[place - 1]!.subsidyCents - subsidyCents] : [],
    );
    expect(asked(2)).toEqual(left.filter((cents) => cents > 0n));
  });
});

describe("the fingerprint of a ledger", () => {
  const world = () => createWorld({ seed: 1, participants: 40, now: NOW });
  const of = (change: (world: World) => void) => {
    const changed = world();
    change(changed);
    return fingerprintOf(ledgerWorld(changed));
  };
  const same = of(() => undefined);

  test("is the same at another hour, and when something changed that the ledger does not hold", () => {
    expect(of((changed) => (changed.now = "2026-11-21T17:00:00Z"))).toBe(same);
    expect(of((changed) => (changed.persons[0]!.lastName = "Anders"))).toBe(same);
  });

  test("is another on another day, for another person or another grant", () => {
    expect(of((changed) => (changed.now = "2026-11-22T09:00:00Z"))).not.toBe(same);
    expect(of((changed) => changed.persons.pop())).not.toBe(same);
    expect(of((changed) => changed.partnerships[0]!.contingents.pop())).not.toBe(same);
  });
});
