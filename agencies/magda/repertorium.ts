import type { World } from "../population/world.js";

/** Who is inscribed, in which capacity: the repertory that decides whether a question is answered at all. */
export interface Repertorium {
  isIngeschreven(insz: string, hoedanigheid: string, dag: string): boolean;
  schrijfIn(insz: string, hoedanigheid: string, begin: string, einde?: string): void;
  schrijfUit(insz: string, hoedanigheid: string): void;
}

export function createRepertorium(world: World): Repertorium {
  const van = new Set(world.persons.filter((person) => person.inscribed).map((person) => person.insz));
  const registraties = new Map<string, { begin: string; einde?: string } | undefined>();
  const sleutel = (insz: string, hoedanigheid: string) => `${insz} ${hoedanigheid}`;
  return {
    isIngeschreven(insz, hoedanigheid, dag) {
      const plaats = sleutel(insz, hoedanigheid);
      if (!registraties.has(plaats)) return van.has(insz);
      const periode = registraties.get(plaats);
      return periode !== undefined && periode.begin <= dag && (periode.einde === undefined || periode.einde >= dag);
    },
    schrijfIn: (insz, hoedanigheid, begin, einde) =>
      void registraties.set(sleutel(insz, hoedanigheid), { begin, ...(einde && { einde }) }),
    schrijfUit: (insz, hoedanigheid) => void registraties.set(sleutel(insz, hoedanigheid), undefined),
  };
}
