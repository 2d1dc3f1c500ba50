import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { Fault } from "../../../schema/faults.js";
import { createParticipantIds, Insz } from "../../../schema/identifiers.js";
import { readSettings } from "../../../platform/settings.js";
import { readMutations } from "../../../subgraphs/permissions/source/mutations.js";
import {
  readAnswers,
  readDisabilityFile,
  readLivingWage,
  readPermissions,
  readSocialStatutes,
  readSupportMeasures,
} from "../../../subgraphs/permissions/source/read-answers.js";
import { element, maybeText, readXml } from "../../../subgraphs/permissions/source/read-xml.js";
import { SOCIAL_STATUTES } from "../../../subgraphs/permissions/source/services.js";
import { toldDay } from "../../../subgraphs/permissions/source/told.js";
import { writeVerzoek } from "../../../subgraphs/permissions/source/write-verzoek.js";
import { inspector } from "../../support/asking.js";

const FIXTURES = join(process.cwd(), "test/contract/magda/fixtures");
const READERS = {
  GeefSociaalStatuut: readSocialStatutes,
  GeefLeefloonbedragen: readLivingWage,
  GeefDossierHandicap: readDisabilityFile,
  GeefStatusRechtOndersteuningen: readSupportMeasures,
  GeefToelatingAMA: readPermissions,
} as const;
const replies = Object.entries(READERS).flatMap(([service, read]) =>
  readdirSync(join(FIXTURES, service)).map((name) => ({
    read: read,
    xml: readFileSync(join(FIXTURES, service, name), "utf8"),
  })),
);

/** Whether reading it gives values or named faults, and nothing else happens. */
function isRead({ read, xml }: (typeof replies)[number]): boolean {
  try {
    return [...read(xml).values()].every(
      (reply) => reply instanceof Fault || "replacedBy" in reply || ("value" in reply && Array.isArray(reply.value)),
    );
  } catch (error) {
    return error instanceof Fault;
  }
}
const anyReply = fc.constantFrom(...replies);

describe("a reply of MAGDA that is not what it was", () => {
  it("cut off anywhere is a fault", () => {
    fc.assert(
      fc.property(anyReply, fc.double({ min: 0, max: 0.98, noNaN: true }), ({ read, xml }, share) => {
        expect(() => read(xml.slice(0, Math.floor(xml.length * share)))).toThrow(Fault);
      }),
    );
  });

  it("with anything put anywhere is a value or a named fault", () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        "<a/>",
        "</Inhoud>",
        "<Inhoud/>",
        "&#0;",
        "&bad;",
        "<![CDATA[",
        "<__proto__/>",
        "\u0000",
        "<Referte/>",
      ),
    );
    fc.assert(
      fc.property(anyReply, piece, fc.nat(), ({ read, xml }, put, at) => {
        const place = at % xml.length;
        expect(isRead({ read, xml: xml.slice(0, place) + put + xml.slice(place) })).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("with an element left out, emptied or doubled is a value or a named fault", () => {
    fc.assert(
      fc.property(anyReply, fc.nat(), fc.constantFrom("", "$1$2$3$1$2$3", "$1$3"), ({ read, xml }, at, change) => {
        const names = [...new Set([...xml.matchAll(/<([A-Za-z]\w*)>/g)].map(([, name]) => name!))];
        const name = names[at % names.length]!;
        const changed = xml.replace(new RegExp(`(<${name}>)([\\s\\S]*?)(</${name}>)`), change);
        expect(isRead({ read, xml: changed })).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("with any text in place of a value is a value or a named fault", () => {
    fc.assert(
      fc.property(
        anyReply,
        fc.nat(),
        fc.string().filter((text) => !/[<&]/.test(text)),
        ({ read, xml }, at, put) => {
          const values = [...xml.matchAll(/>([^<>\s][^<>]*)</g)];
          const { index, 1: old } = values[at % values.length]!;
          const changed = xml.slice(0, index + 1) + put + xml.slice(index + 1 + old!.length);
          expect(isRead({ read, xml: changed })).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("matching answers to questions", () => {
  const asked = new Map([
    ["vraag-1", Insz.parse("83641211864")],
    ["vraag-9", Insz.parse("95613045104")],
  ]);
  const fixture = (name: string) => readFileSync(join(FIXTURES, "GeefSociaalStatuut", `${name}.xml`), "utf8");

  it("a question without an answer is a fault, not an absence", () => {
    const answers = readAnswers(SOCIAL_STATUTES, fixture("two-periods-and-an-open-end"), asked);
    expect(answers.get("vraag-1")).toMatchObject({ value: [{ kind: "LIVING_WAGE" }, { kind: "LIVING_WAGE" }] });
    expect(answers.get("vraag-9")).toMatchObject({ code: "AGENCY_UNREADABLE" });
  });

  it("an answer about somebody else is a fault", () => {
    const answers = readAnswers(SOCIAL_STATUTES, fixture("other-statutes-and-no-period"), asked);
    expect(answers.get("vraag-1")).toMatchObject({ code: "AGENCY_RECORD_INVALID" });
  });

  it("no data for the whole message is no data for each question in it", () => {
    const answered = fixture("no-data-as-error");
    const whole = answered.replace(/<\/?(Antwoorden|Antwoord)>/g, "").replace(/<Referte>vraag-1<\/Referte>/, "");
    expect([...readAnswers(SOCIAL_STATUTES, whole, asked).values()]).toEqual([{ value: [] }, { value: [] }]);
  });

  it("a fault tells no digit of a national number and no text of the agency", () => {
    for (const { read, xml } of replies) {
      let faults: unknown[];
      try {
        faults = [...read(xml).values()].filter((reply) => reply instanceof Fault);
      } catch (error) {
        faults = [error];
      }
      for (const fault of faults) expect(`${(fault as Fault).message} ${(fault as Fault).detail}`).not.toMatch(/\d{6}/);
    }
  });
});

describe("reading XML", () => {
  it("keeps values as texts, decodes what every XML has, whatever the prefixes", () => {
    const read = readXml(
      '<a:x xmlns:a="u" n="0&amp;1"><b:y xmlns:b="v">007 &lt;&#233;&#xe9;&gt;</b:y><z><![CDATA[&amp;]]></z></a:x>',
    );
    const form = element({ "@n": maybeText, y: maybeText, z: maybeText });
    expect(form.parse(read["x"])).toEqual({ "@n": "0&1", y: "007 <éé>", z: "&amp;" });
  });
  it("has no patience for a document type", () => {
    expect(() => readXml('<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>')).toThrow(Fault);
  });
  it("puts the pieces of a text together, and elements of one name into a list", () => {
    expect(readXml("<x><y>a&amp;<![CDATA[<b>]]>c</y><y/><n:y i='1'>d</n:y> </x>")).toEqual({
      x: { y: ["a&<b>c", "", { "@i": "1", "#text": "d" }] },
    });
  });
  it("gives elements named like what every object has", () => {
    expect(readXml("<x><constructor>a</constructor><toString/></x>")).toEqual({
      x: { constructor: "a", toString: "" },
    });
  });

  const many = (count: number, piece: (i: number) => string) =>
    Array.from({ length: count }, (_, i) => piece(i)).join("");
  it.each([
    ["attributes", `<a ${many(100_000, (i) => `a${i}="x" `)}/>`, "attributes on an element"],
    ["namespaces", `<a ${many(50_000, (i) => `xmlns:n${i}="u" `)}/>`, "attributes on an element"],
    ["a long attribute", `<a b="${"x".repeat(1_000_000)}"/>`, "an attribute longer"],
    ["depth", "<a>".repeat(40_000) + "</a>".repeat(40_000), "nested deeper"],
    ["depth without end tags", "<a>".repeat(90_000), "nested deeper"],
    ["elements", "<a/>".repeat(400_000), "tags"],
    ["names", many(150_000, (i) => `<a${i}/>`), "tags"],
    ["comments", "<!---->".repeat(200_000), "tags"],
    ["CDATA sections", `<a>${"<![CDATA[x]]>".repeat(120_000)}</a>`, "tags"],
    ["processing instructions", "<?x y?>".repeat(200_000), "tags"],
    ["named references", `<a>${"&amp;".repeat(400_000)}</a>`, "references"],
    ["numbered references", `<a>${"&#x41;".repeat(300_000)}</a>`, "references"],
    ["references in an attribute", `<a b="${"&amp;".repeat(400_000)}"/>`, "references"],
    ["a long text", `<a>${"x".repeat(1_000_000)}</a>`, "a text longer"],
    ["a long text in pieces", `<a>${`${"x".repeat(1_000)}<b/>`.repeat(1_000)}</a>`, "a text longer"],
    ["blanks", `<a>${" ".repeat(1_000_000)}</a>`, "a text longer"],
    ["a long name", `<${"a".repeat(1_000_000)}/>`, "a name longer"],
    ["a long prefix", `<${"a:".repeat(500_000)}b/>`, "a name longer"],
    ["a long reply", `<!--${"- ".repeat(8_000_000)}-->`, "longer than"],
    ["a name that changes what is inherited", "<a><__proto__><b/></__proto__></a>", "__proto__"],
    ["an unknown reference", "<a>&constructor;</a>", "not well-formed"],
    ["two roots", "</x><x>", "not well-formed"],
  ])("refuses %s, and says what is too much or wrong", (_what, inner, detail) => {
    expect(() => readXml(`<x>${inner}</x>`)).toThrow(
      expect.objectContaining({ code: "AGENCY_UNREADABLE", detail: expect.stringContaining(detail) }),
    );
  });

  it.each([
    ["2026-02-28", "2026-02-28"],
    ["2026-02-28+01:00", "2026-02-28"],
    ["2026-02-28Z", "2026-02-28"],
    ["2026-02-29", "AGENCY_RECORD_INVALID"],
    ["2022-11-31", "AGENCY_RECORD_INVALID"],
    ["1971-00-00", "AGENCY_RECORD_INVALID"],
    ["gisteren", "AGENCY_RECORD_INVALID"],
  ])("the day %s is %s", (written, day) => {
    const told = toldDay(written);
    expect(told instanceof Fault ? told.code : told).toBe(day);
  });
});

describe("reading mutation notices", () => {
  it("passes over one that was read before", () => {
    const notice = (number: number) =>
      `<Mutatie><Volgnummer>${number}</Volgnummer><Datum>2026-11-20</Datum><Dienst>GeefToelatingAMA</Dienst><Subject><Type>PERS</Type><Sleutel>83641211864</Sleutel></Subject></Mutatie>`;
    const numbers = "<OudsteVolgnummer>1</OudsteVolgnummer><LaatsteVolgnummer>8</LaatsteVolgnummer><Stand>8</Stand>";
    const answer = `<Referte>r</Referte><Inhoud><Mutaties>${numbers}${[6, 7, 8].map(notice).join("")}</Mutaties></Inhoud>`;
    const xml = `<GeefMutatiesNotificatiesResponse><Repliek><Antwoorden><Antwoord>${answer}</Antwoord></Antwoorden></Repliek></GeefMutatiesNotificatiesResponse>`;
    const ids = createParticipantIds(readSettings({}).AMA_PARTICIPANT_KEY);
    expect(readMutations(xml, "r", "7", ids).notices.map(({ number }) => number)).toEqual(["8"]);
  });
});

describe("writing a message", () => {
  it("says in whose name and for which purpose, and escapes what it is given", () => {
    const mandate = { ...inspector, subject: 'a<b>&"c', legalContext: "art. 5 & 6" };
    const question = SOCIAL_STATUTES.question(Insz.parse("83641211864"), "2026-11-21");
    const sender = { identification: "wse.vlaanderen.be/dwse/ama-gateway", capacity: "ama-wse" };
    const xml = writeVerzoek(SOCIAL_STATUTES, sender, mandate, new Date("2026-11-21T23:30:00Z"), [
      { referte: "vraag-1", question },
    ]);
    const { Envelope } = readXml(xml) as { Envelope: { Header: object; Body: object } };
    expect(Envelope.Header).toMatchObject({
      Mandaat: { Organisatie: "0316380841", Finaliteit: "INSPECTION", JuridischeGrond: "art. 5 & 6" },
    });
    expect(Envelope.Body).toMatchObject({
      GeefSociaalStatuut: {
        Verzoek: {
          Context: {
            Versie: "03.00.0000",
            Bericht: {
              Tijdstip: { Datum: "2026-11-22", Tijd: "00:30:00" },
              Afzender: {
                Identificatie: "wse.vlaanderen.be/dwse/ama-gateway",
                Referte: "test-request",
                Hoedanigheid: "ama-wse",
                Gebruiker: 'a<b>&"c',
              },
            },
          },
          Vragen: { Vraag: { Referte: "vraag-1", Inhoud: { Criteria: { INSZ: "83641211864" } } } },
        },
      },
    });
  });
});
