import { dayNumber } from "../population/calendar.js";
import type { Agreement, Partnership } from "../population/world.js";
import { statusOn, type Books } from "./books.js";

interface MemberTally {
  organisatie: string;
  overeenkomsten: number;
  deelnemers: number;
  nietGetekend: { aantal: number; sinds: string | null };
  zonderDimona: { aantal: number; sinds: string | null };
}

/** How many agreements run and how many people they guide on a day, by partnership, member and guide. */
export function tally(partnership: Partnership, day: string, books: Books) {
  const members = new Map<string, MemberTally>();
  const guides = new Map<string, number>();
  let agreements = 0;
  let participants = 0;
  let guidedDays = 0;
  for (const held of books.participantsOf(partnership.id).values()) {
    guidedDays += daysGuided(held, `${day.slice(0, 4)}-01-01`, day);
    const running = held.filter((agreement) => statusOn(agreement, day) === "LOPEND");
    if (running.length === 0) continue;
    agreements += running.length;
    participants += 1;
    for (const agreement of running) count(memberOf(members, agreement.organisation), agreement, day);
    for (const kbo of new Set(running.map(({ organisation }) => organisation))) memberOf(members, kbo).deelnemers += 1;
    for (const guide of new Set(running.map(({ guideId }) => guideId)))
      if (guide !== undefined) guides.set(guide, (guides.get(guide) ?? 0) + 1);
  }
  return {
    samenwerkingsverband: partnership.id,
    op: day,
    overeenkomsten: agreements,
    deelnemers: participants,
    begeleidingsdagen: guidedDays,
    leden: [...members.values()],
    begeleiders: [...guides].map(([begeleider, deelnemers]) => ({ begeleider, deelnemers })),
  };
}

function memberOf(members: Map<string, MemberTally>, organisatie: string): MemberTally {
  let member = members.get(organisatie);
  if (!member) {
    const none = () => ({ aantal: 0, sinds: null });
    member = { organisatie, overeenkomsten: 0, deelnemers: 0, nietGetekend: none(), zonderDimona: none() };
    members.set(organisatie, member);
  }
  return member;
}

function count(member: MemberTally, agreement: Agreement, day: string): void {
  member.overeenkomsten += 1;
  const { signedOn, signedByWorkplaceOn, dimona, startsOn } = agreement;
  if (!signedOn || signedOn > day || !signedByWorkplaceOn || signedByWorkplaceOn > day)
    add(member.nietGetekend, startsOn);
  if (!dimona || dimona.from > day || (dimona.to !== undefined && dimona.to < day)) add(member.zonderDimona, startsOn);
}

function add(tally: { aantal: number; sinds: string | null }, since: string): void {
  tally.aantal += 1;
  if (tally.sinds === null || since < tally.sinds) tally.sinds = since;
}

/** Calendar days from `from` to `to` on which one of the agreements ran, each day once. */
function daysGuided(agreements: readonly Agreement[], from: string, to: string): number {
  let days = 0;
  let counted = dayNumber(from) - 1;
  for (const { startsOn, endsOn } of [...agreements].sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1))) {
    const first = Math.max(counted + 1, dayNumber(startsOn));
    const last = Math.min(dayNumber(to), dayNumber(endsOn ?? to));
    if (last < first) continue;
    days += last - first + 1;
    counted = last;
  }
  return days;
}
