import type { AccessFacts, AccessPart } from "../../kernel/facts.js";

const WHY: Readonly<Record<string, string>> = {
  DOSSIER_CLOSED: "VDAB closed the dossier: it gives no right (any more) to read it.",
  AGENCY_RECORD_INVALID: "VDAB's record cannot be read.",
};

/** Why a part of what VDAB files is not known. */
export function whyWithheld(access: AccessFacts | null, part: AccessPart): string {
  if (!access) return "VDAB told nothing of this person.";
  return WHY[codeFor(access, part) ?? ""] ?? "VDAB did not answer.";
}

/** The code of the fault for which a part was not told. */
export function codeFor({ withheld }: AccessFacts, part: AccessPart): string | undefined {
  return withheld.find((fact) => fact.part === part)?.code;
}
