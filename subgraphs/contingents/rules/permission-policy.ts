/**
 * What the law leaves open about permissions. Both are settings: no text for AMA WSE was found (domain.md 1, "Permission
 * practice", which is the practice of AMA WVG).
 */
export interface PermissionPolicy {
  /** What the workplace on a permission has to name: the workplace, it or the member that guides, or nothing. */
  readonly workplace: "NAME" | "NAME_OR_ORGANISATION" | "ANY";
  /** For how many months from its first day a granted permission stands past its last day; 0: not at all. */
  readonly standsMonths: number;
}

/** What the counter calls the place of an agreement; null where it does not tell. */
export interface Place {
  readonly workplace: string | null;
  readonly organisation: string | null;
  /** Whether the asker may be told the names: whoever decides on a permission does not see the guidance. */
  readonly isTold: boolean;
}

/** Whether a permission was given for a place: a name that may still match leaves it open. */
export function isGivenFor(written: string | null, place: Place | null, policy: PermissionPolicy): boolean | null {
  if (policy.workplace === "ANY") return true;
  const name = plain(written);
  if (name === null || place === null) return null;
  const names = policy.workplace === "NAME" ? [place.workplace] : [place.workplace, place.organisation];
  if (names.some((known) => plain(known) === name)) return true;
  return names.includes(null) ? null : false;
}

/** A name without what people write one way or another: case, accents, blanks, punctuation. */
function plain(name: string | null): string | null {
  const letters = (name ?? "")
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
  return letters === "" ? null : letters;
}
