import { dayNumber, isoDay, yearOf } from "./calendar.js";
import { HASSELT, MUNICIPALITIES } from "./municipalities.js";
import { enterpriseNumber, spread, testInsz } from "./numbers.js";
import { Random } from "./random.js";
import type { Organisation, Person, World, WorldOptions } from "./world.js";

/** The invented Flanders of these options; the same options always give an equal world. */
export function createWorld({ seed, participants, now }: WorldOptions): World {
  const today = dayNumber(now);
  const organisations = new Map<string, Organisation>();
  const add = (body: string, name: string, kind: Organisation["kind"], nis: string): Organisation => {
    const organisation = { kbo: enterpriseNumber(body), name, kind, nis };
    organisations.set(organisation.kbo, organisation);
    return organisation;
  };
  const funds = [
    "CM",
    "Neutrale Ziekenfondsen",
    "Solidaris",
    "Liberale Mutualiteiten",
    "Onafhankelijke Ziekenfondsen",
    "HZIV",
  ];
  const sicknessFunds = funds.map((name, i) => add(`09900${100 + i * 100}`, name, "ZIEKENFONDS", "11002"));
  const ocmws = new Map(MUNICIPALITIES.map((m) => [m.nis, add(`099${m.nis}`, `OCMW ${m.name}`, "OCMW", m.nis)]));
  const lead = add("09500001", "Maatwerkbedrijf de Ploeg", "MAATWERKBEDRIJF", HASSELT);
  const partners = ["vzw Het Heft", "AC Balans"].map((name, i) => add(`0950000${2 + i}`, name, "PARTNER", HASSELT));
  const members = [lead, ...partners];
  const from = "2021-04-01";
  const persons: Person[] = Array.from({ length: participants }, (_, index) => {
    const random = new Random(seed, "person", index);
    const birthDate = isoDay(dayNumber("1965-01-01") + random.between(0, 13_000));
    const start = today - random.between(10, 700);
    const fund = random.pick(sicknessFunds);
    const member = random.pick(members);
    const i = members.indexOf(member) + 1;
    return {
      index,
      insz: testInsz(birthDate, random.between(1, 998)),
      firstName: random.pick(["Amina", "Bart", "Chantal", "Dries"]),
      lastName: random.pick(["Peeters", "Janssens", "Yilmaz"]),
      birthDate,
      nis: HASSELT,
      statutes: [{ kind: "ZIEKTE", payer: fund.kbo, confirmed: true, from: isoDay(start - 200) }],
      advice: { decidedOn: isoDay(start - 60), state: "TOEGEKEND", period: { from: isoDay(start - 60) } },
      referrals: [
        {
          id: `TL${spread(index, 8)}`,
          partnershipId: "SV-0001",
          organisation: member.kbo,
          referredOn: isoDay(start - 40),
          answeredOn: isoDay(start - 30),
          state: "GESTART",
        },
      ],
      assessments: [
        {
          assessedOn: isoDay(today - 90),
          outcome: "VERDERZETTEN",
          hoursPerWeekAble: 20,
          nextDueOn: isoDay(today + 275),
        },
      ],
      permissions: [
        {
          id: `TL-${spread(index, 9)}`,
          statute: "ZIEKTE",
          issuer: fund.kbo,
          state: "TOEGESTAAN",
          requestedOn: isoDay(start - 30),
          decidedOn: isoDay(start - 10),
          from: isoDay(start),
          to: isoDay(today + 200),
          workplace: "Atelier",
          evidence: "FORMULIER",
        },
      ],
      agreements: [
        {
          id: `BO-${spread(index, 7)}`,
          partnershipId: "SV-0001",
          organisation: member.kbo,
          guideId: `BG-0000${i}`,
          workplaceId: `WP-0000${i}`,
          startsOn: isoDay(start),
          signedOn: isoDay(start),
          signedByWorkplaceOn: isoDay(start),
          hours: [{ from: isoDay(start), hoursPerWeek: 12 }],
          dimona: { number: spread(index, 9), from: isoDay(start) },
          weekdays: [1, 3, 4],
        },
      ],
      inscribed: true,
    };
  });
  return {
    seed,
    now,
    municipalities: [...MUNICIPALITIES],
    sicknessFunds,
    ocmws,
    organisations,
    partnerships: [
      {
        id: "SV-0001",
        name: lead.name,
        regulation: "2021",
        status: "ACTIEF",
        lead: lead.kbo,
        members: members.map(({ kbo }) => ({ organisation: kbo, role: kbo === lead.kbo ? "LEAD" : "PARTNER", from })),
        contingents: [
          {
            year: yearOf(today),
            appliedFor: 20,
            appliedOn: isoDay(today - 300),
            granted: 18,
            grantedOn: isoDay(today - 250),
          },
        ],
        insurances: members.flatMap(({ kbo }) =>
          (["LICHAMELIJKE_ONGEVALLEN", "BURGERLIJKE_AANSPRAKELIJKHEID"] as const).map((kind, k) => ({
            organisation: kbo,
            kind,
            policyNumber: `P${kbo}${k}`,
            insurer: "Ethias",
            from,
          })),
        ),
        splitKeys: [{ version: 1, fromYear: 2021, parts: members.map(({ kbo }) => ({ organisation: kbo, parts: 1 })) }],
        statements: [],
      },
    ],
    guides: members.map(({ kbo }, i) => ({
      id: `BG-0000${i + 1}`,
      partnershipId: "SV-0001",
      organisation: kbo,
      firstName: "An",
      lastName: "Maes",
      employed: { from },
      qualification: { kind: "BACHELOR_SOCIAAL", obtainedOn: "2010-06-30", evidence: "diploma" },
    })),
    workplaces: members.map(({ kbo }, i) => ({
      id: `WP-0000${i + 1}`,
      partnershipId: "SV-0001",
      organisation: kbo,
      name: "Atelier",
      nis: HASSELT,
      activity: "Montage",
    })),
    persons,
  };
}
