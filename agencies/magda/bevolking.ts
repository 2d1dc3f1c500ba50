import type { Person, World } from "../population/world.js";

/** Finds persons as the network does: always under the number now in force. */
export interface Bevolking {
  readonly personen: readonly Person[];
  zoek(insz: string): Person | { vervangenDoor: string } | undefined;
}

export function createBevolking(world: World): Bevolking {
  const current = new Map(world.persons.map((person) => [person.insz, person]));
  const former = new Map(
    world.persons.flatMap(({ former: old, insz }) => (old ? [[old.insz, { vervangenDoor: insz }] as const] : [])),
  );
  return { personen: world.persons, zoek: (insz) => current.get(insz) ?? former.get(insz) };
}

/** Eleven digits with right check digits, whichever century. */
export function isInsz(tekst: string): boolean {
  if (!/^\d{11}$/.test(tekst)) return false;
  const body = Number(tekst.slice(0, 9));
  const check = Number(tekst.slice(9));
  return 97 - (body % 97) === check || 97 - ((2_000_000_000 + body) % 97) === check;
}
