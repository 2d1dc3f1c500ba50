import { dayNumber, isoDay } from "../population/calendar.js";
import type { Agreement, Contingent, Person, World } from "../population/world.js";
import { personOf, thingOf, type Happening, type HappeningTo } from "./happening.js";

/** Makes the world one in which this happened. What the department's ledger alone holds is not in the world. */
export function applyHappening(world: World, told: Happening): void {
  // Copied, so that what happens to it later does not change what was told.
  const happening = structuredClone(told);
  switch (happening.what) {
    case "MOVED":
      personOf(world, happening).nis = happening.nis;
      return;
    case "TRANSFERRED": {
      const person = personOf(world, happening);
      person.transfers.push({ from: person.service, to: happening.to, on: happening.on });
      person.service = happening.to;
      return;
    }
    case "REFERRED":
      personOf(world, happening).referrals.push(happening.referral);
      return;
    case "REFERRAL_ANSWERED": {
      const referral = thingOf(personOf(world, happening).referrals, happening.referral);
      Object.assign(referral, { state: happening.state, answeredOn: happening.on });
      return;
    }
    case "ASSESSED":
      personOf(world, happening).assessments.push(happening.assessment);
      return;
    case "PERMISSION_ASKED":
      personOf(world, happening).permissions.push(happening.permission);
      return;
    case "PERMISSION_DECIDED": {
      const permission = thingOf(personOf(world, happening).permissions, happening.permission);
      const { state, on, to } = happening;
      // Nobody is permitted anything before it was decided.
      const from = permission.from < on ? on : permission.from;
      Object.assign(permission, { state, decidedOn: on, from, ...(to !== undefined && { to }) });
      return;
    }
    case "PERMISSION_REVOKED": {
      const permission = thingOf(personOf(world, happening).permissions, happening.permission);
      Object.assign(permission, { state: "HERROEPEN", revokedOn: happening.on });
      return;
    }
    case "STATUTE_CONFIRMED": {
      const statute = personOf(world, happening).statutes[happening.statute];
      if (statute) statute.confirmed = happening.confirmed;
      return;
    }
    case "AGREEMENT_CONCLUDED": {
      const person = personOf(world, happening);
      person.agreements.push(happening.agreement);
      thingOf(person.referrals, happening.referral).state = "GESTART";
      return;
    }
    case "AGREEMENT_ENDED":
      endAgreement(personOf(world, happening), happening);
      return;
    case "HOURS_CHANGED":
      thingOf(personOf(world, happening).agreements, happening.agreement).hours.push(happening.step);
      return;
    case "CONTINGENT_CHANGED": {
      const partnership = world.partnerships.find(({ id }) => id === happening.partnership);
      const contingent = partnership?.contingents.find(({ year }) => year === happening.year);
      if (!contingent) throw new Error("No contingent of that year");
      redistribute(contingent, happening);
      return;
    }
    case "ADVANCE_BOOKED":
    case "STATEMENT_TAKEN_IN":
    case "YEAR_SETTLED":
    case "RECOVERY_PAID":
      return;
  }
}

/** What was granted holds until the day before; a contingent changes once a day at most. */
function redistribute(contingent: Contingent, { granted, on }: HappeningTo<"CONTINGENT_CHANGED">): void {
  const { granted: held, grantedOn: heldOn, earlier = [], year } = contingent;
  const until = isoDay(dayNumber(on) - 1);
  const begun = earlier.at(-1)?.until ?? isoDay(dayNumber(`${year}-01-01`) - 1);
  if (held !== undefined && heldOn !== undefined && begun < until)
    contingent.earlier = [...earlier, { granted: held, grantedOn: heldOn, until }];
  Object.assign(contingent, { granted, grantedOn: on, appliedFor: Math.max(contingent.appliedFor, granted) });
}

/** With the last agreement that runs, the referral that led to it ends too. */
function endAgreement(
  person: Person,
  { agreement: id, on, reason, outflow }: Extract<Happening, { what: "AGREEMENT_ENDED" }>,
) {
  const agreement = thingOf(person.agreements, id);
  Object.assign(agreement, { endsOn: on, endReason: reason });
  if (agreement.dimona) agreement.dimona.to = on;
  if (person.agreements.some((other) => other !== agreement && runsAfter(other, on))) return;
  for (const referral of person.referrals) if (referral.state === "GESTART") referral.state = "BEEINDIGD";
  if (outflow) person.outflow = outflow;
}

export function runsAfter({ endsOn }: Pick<Agreement, "endsOn">, day: string): boolean {
  return endsOn === undefined || endsOn > day;
}
