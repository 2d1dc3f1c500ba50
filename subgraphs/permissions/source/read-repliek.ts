import { z } from "zod";
import { Fault } from "../../../schema/faults.js";
import { Insz } from "../../../schema/identifiers.js";
import { meaningOf, type SourceException } from "../rules/exceptions.js";
import { element, isElement, listOf, maybeText, readXml, text, unreadable, type XmlElement } from "./read-xml.js";

/** What one Antwoord says: content, nothing to tell, a replaced number, or why it tells nothing. */
export type Outcome = { content: XmlElement; withheld: Withheld } | "NO_DATA" | { replacedBy: Insz } | Fault;

/** Whether the platform says that it left an element out because we may not see it. */
export type Withheld = (name: string) => boolean;

export interface Repliek {
  /** By reference of the question. */
  outcomes: ReadonlyMap<string, Outcome>;
  /** The reply as a whole says that there is no data. */
  noData: boolean;
}

const Exception = element({
  Identificatie: maybeText,
  Type: maybeText,
  Diagnose: maybeText,
  Omstandigheid: maybeText,
  Annotaties: element({ Annotatie: listOf(element({ Naam: maybeText, Waarde: maybeText })) }).optional(),
});
const Exceptions = element({ Uitzondering: listOf(Exception) }).optional();
const Antwoord = element({ Referte: text, Inhoud: z.unknown().optional(), Uitzonderingen: Exceptions });
const Reply = element({
  Antwoorden: element({ Antwoord: listOf(z.unknown()) }).optional(),
  Uitzonderingen: Exceptions,
});

/**
 * Reads a reply of a service: with or without the SOAP envelope around it, whatever the prefixes.
 * @throws Fault for a reply that fails as a whole: a SOAP fault, an exception about the message, something unreadable
 */
export function readRepliek(xml: string, service: string): Repliek {
  const response = responseIn(readXml(xml), service);
  const reply = Reply.safeParse(response["Repliek"]);
  if (!reply.success || response["Repliek"] === "") throw unreadable("no Repliek as MAGDA writes it");
  const exceptions = exceptionsOf(reply.data.Uitzonderingen);
  const answers = reply.data.Antwoorden?.Antwoord ?? [];
  const grave = exceptions.filter(({ severity }) => severity === "FOUT" || answers.length === 0);
  const fault = firstFault(grave);
  if (fault) throw fault;
  const noData = grave.some((exception) => meaningOf(exception) === "NO_DATA");
  if (answers.length === 0 && !noData) throw unreadable("a Repliek without answers");
  return { outcomes: outcomesOf(answers), noData };
}

function responseIn(document: XmlElement, service: string): XmlElement {
  const body = isElement(document["Envelope"]) ? document["Envelope"]["Body"] : document;
  if (!isElement(body)) throw unreadable("an envelope without a body");
  if ("Fault" in body) throw soapFault(body["Fault"]);
  const response = body[`${service}Response`];
  if (!isElement(response)) throw unreadable("not the reply of the service that was asked");
  return response;
}

/** SOAP 1.1 has a faultcode, SOAP 1.2 a Code with a Value. A fault of the client's is one of ours. */
function soapFault(value: unknown): Fault {
  const read = element({ faultcode: maybeText, Code: element({ Value: maybeText }).optional() }).safeParse(value);
  const code = read.data?.faultcode ?? read.data?.Code?.Value ?? "";
  const ours = /(^|:)(Client|Sender)(\.|$)/.test(code);
  return new Fault(ours ? "AGENCY_REFUSED_US" : "AGENCY_FAILED", "MAGDA", ours ? "SOAP fault: Client" : "SOAP fault");
}

function exceptionsOf(read: z.output<typeof Exceptions>): SourceException[] {
  return (read?.Uitzondering ?? []).map(({ Identificatie, Type, Diagnose, Omstandigheid, Annotaties }) => ({
    // A code has at most ten digits by the schema; anything else is kept out of the log.
    code: /^\d{1,10}$/.test(Identificatie ?? "") ? Identificatie! : "?",
    severity: Type === "WAARSCHUWING" ? Type : Type?.startsWith("INFO") ? "INFORMATIE" : "FOUT",
    diagnosis: Diagnose ?? "",
    circumstance: Omstandigheid,
    annotations: (Annotaties?.Annotatie ?? []).map(({ Naam, Waarde }) => ({ name: Naam ?? "", value: Waarde ?? "" })),
  }));
}

function outcomesOf(answers: readonly unknown[]): Map<string, Outcome> {
  const outcomes = new Map<string, Outcome>();
  for (const answer of answers) {
    const read = Antwoord.safeParse(answer);
    if (!read.success) {
      // Without a reference nobody can say whose answer it is; with one, it is that question's answer that is unreadable.
      const referte = isElement(answer) ? text.safeParse(answer["Referte"]) : undefined;
      if (referte?.success) outcomes.set(referte.data, unreadable("an Antwoord not as MAGDA writes it"));
      continue;
    }
    const { Referte, Inhoud, Uitzonderingen } = read.data;
    const outcome = outcomeOf(Inhoud, exceptionsOf(Uitzonderingen));
    outcomes.set(Referte, outcomes.has(Referte) ? unreadable("two answers under one reference") : outcome);
  }
  return outcomes;
}

function outcomeOf(inhoud: unknown, exceptions: readonly SourceException[]): Outcome {
  const content = isElement(inhoud) && Object.keys(inhoud).some((name) => !name.startsWith("@")) ? inhoud : undefined;
  const replaced = exceptions.find((exception) => meaningOf(exception) === "REPLACED");
  const successor = replaced && successorIn(replaced, content);
  if (successor) return { replacedBy: successor };
  if (Array.isArray(inhoud) || (typeof inhoud === "string" && inhoud.trim())) return unreadable("not one Inhoud");
  const fault = firstFault(exceptions.filter(({ severity }) => severity === "FOUT" || !content));
  if (fault) return fault;
  if (content) return { content, withheld: withheldBy(exceptions) };
  if (replaced) return new Fault("AGENCY_RECORD_INVALID", "MAGDA", "30004 without the new number");
  const unexplained = exceptions.find(
    (exception) => exception.severity === "WAARSCHUWING" && meaningOf(exception) === "REMARK",
  );
  if (unexplained) return new Fault("AGENCY_FAILED", "MAGDA", `a warning and no data: code ${unexplained.code}`);
  return "NO_DATA";
}

/** The new number stands in the annotations; where it does not, the content may be filed under it. */
function successorIn(exception: SourceException, content: XmlElement | undefined): Insz | undefined {
  const told = exception.annotations.map(({ value }) => value).find((value) => Insz.isValid(value));
  if (told) return Insz.parse(told);
  const filed = element({ Persoon: element({ INSZ: text }) }).safeParse(content);
  if (content || !filed.success || !Insz.isValid(filed.data.Persoon.INSZ)) return undefined;
  return Insz.parse(filed.data.Persoon.INSZ);
}

function firstFault(exceptions: readonly SourceException[]): Fault | undefined {
  for (const exception of exceptions) {
    const meaning = meaningOf(exception);
    if (meaning !== "NO_DATA" && meaning !== "REPLACED" && meaning !== "REMARK")
      return new Fault(meaning, "MAGDA", `code ${exception.code}`);
  }
  return undefined;
}

function withheldBy(exceptions: readonly SourceException[]): Withheld {
  const filtered = exceptions.filter((exception) => meaningOf(exception) === "FILTERED");
  const names = new Set(filtered.flatMap(({ annotations }) => annotations.map(({ value }) => value)));
  // When it does not say which elements, any that is missing may be one.
  return (name) => names.has(name) || (filtered.length > 0 && names.size === 0);
}
