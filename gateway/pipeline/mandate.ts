import { Insz } from "../../schema/identifiers.js";
import { Refusal } from "../../schema/faults.js";
import { NO_ORGANISATION, PURPOSES, type Mandate, type Purpose } from "../../schema/mandate.js";
import { purposeRulesOf } from "../../schema/purposes.js";
import { dayOf, type Clock } from "../../platform/clock.js";
import type { Caller } from "../identity/caller.js";
import type { Stated } from "../identity/read-stated.js";

export interface MandateParts {
  clock: Clock;
  /** The ground of a purpose where the caller states none; comes before that of the rules. */
  legalContexts?: Readonly<Partial<Record<Purpose, string>>> | undefined;
}

/**
 * The stage that says under which mandate is asked: who the caller is, and for what it says it asks.
 * The stage throws Refusal PURPOSE_MISSING, PURPOSE_NOT_ALLOWED (both name the purposes that the capacity has),
 * LEGAL_CONTEXT_MISSING, LEGAL_CONTEXT_INVALID.
 */
export function createMandateStage({ clock, legalContexts = {} }: MandateParts) {
  return (caller: Caller, { purpose: wanted, legalContext: stated }: Stated, requestId: string): Mandate => {
    const { subject, capacity, scopes, participant, unit } = caller;
    const rules = purposeRulesOf(capacity, dayOf(clock()));
    const allowed = rules.map(({ purpose }) => purpose).join(", ") || "no purpose";
    if (wanted === undefined)
      throw new Refusal(
        "PURPOSE_MISSING",
        `Say for which purpose is asked, in the header \`ama-purpose\`. ${capacity} has: ${allowed}.`,
      );
    const rule = rules.find(({ purpose }) => purpose === wanted);
    if (!rule)
      throw new Refusal("PURPOSE_NOT_ALLOWED", `${nameOf(wanted)} is not for ${capacity}, which has: ${allowed}.`);
    const legalContext = stated ?? legalContexts[rule.purpose] ?? rule.legalContext;
    if (legalContext === undefined) throw new Refusal("LEGAL_CONTEXT_MISSING");
    checkLegalContext(legalContext);
    return Object.freeze({
      subject,
      organisation: caller.organisation ?? NO_ORGANISATION,
      organisationName: caller.organisationName ?? "Burger",
      capacity,
      purpose: rule.purpose,
      legalContext,
      requestId,
      scopes,
      ...(participant && { participant }),
      ...(unit && { unit }),
    });
  };
}

/** Only words of the catalogue are said back. */
function nameOf(wanted: string): string {
  return PURPOSES.find((purpose) => purpose === wanted) ?? "What was stated as purpose";
}

/** It is kept in the access log and told to the agencies. */
function checkLegalContext(text: string): void {
  const holdsNumber = [...text.matchAll(/\d[\d.\- ]{9,14}\d/g)].some(([found]) =>
    Insz.isValid(found.replace(/\D/g, "")),
  );

  if (text.length < 3 || text.length > 200 || /[\u0000-\u001f\u007f]/.test(text) || holdsNumber)
    throw new Refusal("LEGAL_CONTEXT_INVALID");
}
