import { personOf, type Happening } from "../life/happening.js";
import { NoticeLog, type Numbered } from "../notices/notice-log.js";
import type { StatuteKind, World } from "../population/world.js";
import type { Mutatie } from "./mutatie.js";

/** In which service a reader finds the statute. */
const DIENST: Record<StatuteKind, string> = {
  NWWZ: "GeefSociaalStatuut",
  ZIEKTE: "GeefSociaalStatuut",
  LEEFLOON: "GeefLeefloonbedragen",
  IVT: "GeefDossierHandicap",
  IT: "GeefDossierHandicap",
};

/** What changed: before this process, by day; and since, each under the next number. */
export interface Mutaties {
  readonly historiek: readonly Numbered<Mutatie>[];
  readonly log: NoticeLog<Mutatie>;
}

export function createMutaties(world: World, eerste: number): Mutaties {
  const vandaag = world.now.slice(0, 10);
  const historiek = world.persons
    .flatMap(({ insz, permissions }) =>
      permissions.flatMap(({ requestedOn, decidedOn, revokedOn }) =>
        [revokedOn ?? decidedOn ?? requestedOn]
          .filter((datum) => datum <= vandaag)
          .map((datum): Mutatie => ({ datum, dienst: "GeefToelatingAMA", insz })),
      ),
    )
    .sort((a, b) => a.datum.localeCompare(b.datum) || a.insz.localeCompare(b.insz))
    .map((mutatie, i) => ({ ...mutatie, number: i + 1 }));
  return { historiek, log: new NoticeLog<Mutatie>(Math.max(eerste, historiek.length + 1)) };
}

/** The mutation that the network notifies of; none where it holds nothing of what happened. */
export function mutatieVan(world: World, happening: Happening, at: string): Mutatie | undefined {
  switch (happening.what) {
    case "PERMISSION_ASKED":
    case "PERMISSION_DECIDED":
    case "PERMISSION_REVOKED":
      return { ...moment(at), dienst: "GeefToelatingAMA", insz: personOf(world, happening).insz };
    case "STATUTE_CONFIRMED": {
      const { insz, statutes } = personOf(world, happening);
      const statute = statutes[happening.statute];
      return statute && { ...moment(at), dienst: DIENST[statute.kind], insz };
    }
    default:
      return undefined;
  }
}

function moment(at: string): Pick<Mutatie, "datum" | "tijdstip"> {
  return { datum: at.slice(0, 10), tijdstip: at };
}
