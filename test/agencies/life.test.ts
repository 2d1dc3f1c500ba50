import { describe, expect, it } from "@jest/globals";
import { applyHappening } from "../../agencies/life/apply-happening.js";
import { createLife } from "../../agencies/life/create-life.js";
import { drawHappening } from "../../agencies/life/draw-happening.js";
import type { Happening, HappeningTo } from "../../agencies/life/happening.js";
import { createWorld } from "../../agencies/population/create-world.js";
import type { World } from "../../agencies/population/world.js";
import { CallLog, type StandIn } from "../../agencies/stand-in.js";

const NOW = "2026-11-21T09:00:00Z";
const TODAY = NOW.slice(0, 10);
const newWorld = () => createWorld({ seed: 3, participants: 600, now: NOW });

/** So many beats of a new world's life. */
function live(beats: number): { world: World; story: Happening[] } {
  const world = newWorld();
  const story: Happening[] = [];
  for (let beat = 0; beat < beats; beat += 1) {
    const happening = drawHappening(world, beat);
    if (!happening) continue;
    applyHappening(world, happening);
    story.push(happening);
  }
  return { world, story };
}

describe("the life of the invented world", () => {
  const { world, story } = live(3_000);

  it("is the same story for the same seed and beats", () => {
    expect(live(300).story).toEqual(story.slice(0, live(300).story.length));
  });

  it("has something of everything happen, and goes on", () => {
    const kinds = new Set(story.map(({ what }) => what));
    expect(kinds).toEqual(
      new Set<Happening["what"]>([
        "MOVED",
        "TRANSFERRED",
        "REFERRED",
        "REFERRAL_ANSWERED",
        "ASSESSED",
        "PERMISSION_ASKED",
        "PERMISSION_DECIDED",
        "PERMISSION_REVOKED",
        "STATUTE_CONFIRMED",
        "AGREEMENT_CONCLUDED",
        "AGREEMENT_ENDED",
        "HOURS_CHANGED",
        "CONTINGENT_CHANGED",
        "ADVANCE_BOOKED",
        "STATEMENT_TAKEN_IN",
        "YEAR_SETTLED",
        "RECOVERY_PAID",
      ]),
    );
    expect(story.length).toBeGreaterThan(2_000);
  });

  it("leaves those alone whose stories are told", () => {
    expect(world.persons.slice(0, 12)).toEqual(newWorld().persons.slice(0, 12));
  });

  it("keeps the world's own rules", () => {
    for (const { persons, partnerships } of [world]) {
      const ids = persons.flatMap(({ referrals, permissions, agreements }) => [
        ...referrals.map(({ id }) => id),
        ...permissions.map(({ id }) => id),
        ...agreements.map(({ id }) => id),
      ]);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { agreements, permissions, referrals } of persons) {
        for (const { startsOn, endsOn, endReason, hours, dimona, partnershipId } of agreements) {
          expect(endsOn === undefined || endsOn >= startsOn).toBe(true);
          if (endReason && dimona) expect(dimona.to).toBe(endsOn);
          const days = hours.map(({ from }) => from);
          expect(days).toEqual([...days].sort());
          expect(new Set(days).size).toBe(days.length);
          expect(partnerships.some(({ id }) => id === partnershipId)).toBe(true);
        }
        for (const { state, requestedOn, decidedOn, from, to, revokedOn } of permissions) {
          if (state !== "AANGEVRAAGD") expect(decidedOn && decidedOn >= requestedOn).toBe(true);
          if (state === "TOEGESTAAN") expect(to === undefined || to >= from).toBe(true);
          if (state === "HERROEPEN") expect(revokedOn && revokedOn >= from).toBe(true);
        }
        for (const { state, answeredOn, referredOn } of referrals)
          if (state === "AANVAARD" || state === "GEWEIGERD") expect(answeredOn && answeredOn >= referredOn).toBe(true);
        if (agreements.some(({ startsOn }) => startsOn === TODAY))
          expect(referrals.some(({ state }) => state === "GESTART" || state === "BEEINDIGD")).toBe(true);
      }
      for (const { contingents } of partnerships)
        for (const { year, granted, appliedFor, earlier = [] } of contingents) {
          if (granted) expect(appliedFor).toBeGreaterThanOrEqual(granted);
          const ends = earlier.map(({ until }) => until);
          expect(new Set(ends).size).toBe(ends.length);
          expect(ends).toEqual([...ends].sort());
          expect(ends.every((day) => Number(day.slice(0, 4)) === year && day < TODAY)).toBe(true);
        }
    }
  });

  it("changes contingents within the year, takes in statements of years that were settled and settles those again", () => {
    const changed = story.flatMap((one) => (one.what === "CONTINGENT_CHANGED" ? [one.partnership] : []));
    for (const id of changed) {
      const contingent = world.partnerships
        .find((one) => one.id === id)!
        .contingents.find(({ year }) => year === 2026)!;
      expect(contingent.earlier!.at(-1)!.until).toBe("2026-11-20");
    }
    expect(changed.length).toBeGreaterThan(3);
    const late = story.filter((one) => one.what === "STATEMENT_TAKEN_IN" && one.year !== undefined);
    expect(late.length).toBeGreaterThan(3);
  });

  it("hands dossiers to the service of the new home, and keeps where they came from", () => {
    const transfers = story.filter(({ what }) => what === "TRANSFERRED") as HappeningTo<"TRANSFERRED">[];
    expect(transfers.length).toBeGreaterThan(10);
    for (const { person } of transfers) {
      const { service, transfers: history } = world.persons[person]!;
      expect(history.at(-1)).toMatchObject({ to: service, on: TODAY });
      for (const [i, { from, to }] of history.entries()) {
        expect(from).not.toBe(to);
        if (i > 0) expect(from).toBe(history[i - 1]!.to);
      }
    }
  });

  it("is told to each stand-in after the world has it, one thing after the other", async () => {
    const lived = newWorld();
    const taken: [string, string][] = [];
    const standIn = (system: StandIn["system"]): StandIn => ({
      system,
      address: "",
      calls: new CallLog(),
      setMood: () => undefined,
      async take(happening, at) {
        await new Promise(setImmediate);
        taken.push([happening.what, at]);
        if (happening.what === "MOVED") expect(lived.persons[happening.person]!.nis).toBe(happening.nis);
      },
      stop: () => Promise.resolve(),
    });
    const life = createLife({ world: lived, standIns: [standIn("vdab"), standIn("loket")], now: () => new Date(NOW) });
    const first = life.happen({ what: "MOVED", person: 20, nis: "71022" });
    const second = life.happen({ what: "ADVANCE_BOOKED", partnership: "SV-0001", year: 2026, cents: 1, on: TODAY });
    await Promise.all([first, second]);
    const at = new Date(NOW).toISOString();
    expect(taken).toEqual(["MOVED", "MOVED", "ADVANCE_BOOKED", "ADVANCE_BOOKED"].map((what) => [what, at]));
    await life.stop();
  });
});
