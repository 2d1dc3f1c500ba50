import { createWorld } from "../../../agencies/population/create-world.js";
import type { Agreement, Partnership, Person, World } from "../../../agencies/population/world.js";
import { enterpriseNumber } from "../../../agencies/population/numbers.js";

export const NOW = "2026-11-21T09:00:00Z";

/** The partnership of the worked case: 4 015 days accepted in 2022, a contingent of 10. */
export const WORKED = "SV-9001";
/** Nothing was granted to it. */
export const UNGRANTED = "SV-9002";

/** A world with some partnerships and persons added whose money and numbers are known by heart. */
export function ledgerTestWorld(): World {
  const world = createWorld({ seed: 1, participants: 300, now: NOW });
  const partnership = (id: string, changes: Partial<Partnership>): Partnership => ({
    id,
    name: `Proef ${id}`,
    regulation: "2021",
    status: "ACTIEF",
    lead: enterpriseNumber("09599001"),
    members: [],
    contingents: [],
    insurances: [],
    splitKeys: [],
    statements: [],
    ...changes,
  });
  world.partnerships.push(
    partnership(WORKED, {
      // Two versions, and one of a later year: the second holds in 2022.
      splitKeys: [
        { version: 1, fromYear: 2021, parts: [{ organisation: enterpriseNumber("09599001"), parts: 100 }] },
        {
          version: 2,
          fromYear: 2022,
          parts: [
            { organisation: enterpriseNumber("09599002"), parts: 43 },
            { organisation: enterpriseNumber("09599001"), parts: 31 },
            { organisation: enterpriseNumber("09599003"), parts: 29 },
          ],
        },
        { version: 3, fromYear: 2023, parts: [{ organisation: enterpriseNumber("09599002"), parts: 100 }] },
      ],
      contingents: [{ year: 2022, appliedFor: 12, appliedOn: "2021-10-01", granted: 10, grantedOn: "2021-12-01" }],
      statements: ["2022Q1", "2022Q2", "2022Q3", "2022Q4"].map((quarter) => ({ quarter, deliveredOn: "2023-01-20" })),
    }),
    partnership(UNGRANTED, { statements: [{ quarter: "2022Q1", deliveredOn: "2022-04-20" }] }),
  );
  // Enough funded partnerships for more than one page.
  for (let n = 0; n < 60; n++)
    world.partnerships.push(
      partnership(`SV-80${String(n).padStart(2, "0")}`, {
        contingents: [{ year: 2026, appliedFor: 5, appliedOn: "2025-10-01", granted: 5, grantedOn: "2025-12-01" }],
      }),
    );
  // Eleven people under guidance for the whole of 2022: 11 × 365 = 4 015 calendar days.
  for (let n = 0; n < 11; n++) world.persons.push(guided(world, n, WORKED));
  world.persons.push(guided(world, 11, UNGRANTED));
  return world;
}

function guided(world: World, n: number, partnershipId: string): Person {
  const [template] = world.persons;
  const agreement: Agreement = {
    ...template!.agreements[0]!,
    id: `BO-99990${String(n).padStart(2, "0")}`,
    partnershipId,
    startsOn: "2022-01-01",
    endsOn: "2022-12-31",
    weekdays: [1, 2, 3],
  };
  delete agreement.endReason;
  const index = 2_000 + n * 10 + 1;
  const { former: _former, ...rest } = template!;
  return { ...rest, index, insz: testNumber(n), agreements: [agreement] };
}

/** Test numbers of people born in 1950, whom the population does not invent. */
export function testNumber(n: number): string {
  const head = `506101${String(n + 1).padStart(3, "0")}`;
  return head + String(97 - (Number(head) % 97)).padStart(2, "0");
}
