import type { Person } from "../../population/world.js";
import { heeftGril, machtigingVan, overPersoon, vandaag, type Dienst } from "../dienst.js";
import { element, type Fragment } from "../element.js";
import { childOf, textOf } from "../read-verzoek.js";
import type { Uitzondering } from "../uitzonderingen.js";

const OTHER_SOURCES = ["irisCareResult", "aviqResult", "dslResult"];
const NOT_INTEGRATED = "The SSIN is not sufficiently integrated for the provider of the data";
const NO_DATA = "Treatment successful, but no data found at the supplier.";

export const geefDossierHandicap: Dienst = {
  naam: "GeefDossierHandicap",
  versie: "03.00.0000",
  namespace: "http://magda.vlaanderen.be/soczek/soap/geefdossierhandicap/v03_00",
  drukteCode: "99996",
  antwoord(inhoud, kader) {
    const criteria = childOf(childOf(inhoud, "Criteria"), "ConsultFilesByDateCriteria");
    return overPersoon(textOf(criteria, "ssin"), kader, (person) => {
      const dag = textOf(criteria, "referenceDate") || vandaag(kader);
      const gevraagd = textOf(childOf(criteria, "parts"), "rights") === "true";
      const rechten = gevraagd ? rightsOn(person, dag, textOf(criteria, "decisionStatus") === "true") : [];
      if (rechten.length === 0) return geenDossier();
      const gefilterd = !machtigingVan(kader).rechten;
      return {
        inhoud: element("ConsultFilesByDateResponse", [
          status("DATA_FOUND", "MSG00000", "Treatment successful"),
          element("ssin", person.insz),
          gefilterd ? element("dataFilters", [element("filteredElement", "rights")]) : undefined,
          element("results", [
            element("dgphResult", [
              status("DATA_FOUND", "MSG00000", "Treatment successful"),
              element("file", gefilterd ? [] : rechten),
            ]),
            ...OTHER_SOURCES.map((source) => element(source, [status("NO_DATA_FOUND", "MSG00021", NOT_INTEGRATED)])),
          ]),
        ]),
      };
    });
  },
};

/** One block of rights covers both allowances; a category of none stands for the one that is not held. */
function rightsOn(person: Person, dag: string, withDecision: boolean): Fragment[] {
  const held = person.statutes.filter(
    ({ kind, confirmed, from, to }) =>
      (kind === "IVT" || kind === "IT") && confirmed && from <= dag && (to === undefined || to >= dag),
  );
  const blocks = new Map<string, typeof held>();
  for (const statute of held) {
    const period = `${statute.from} ${statute.to ?? ""}`;
    blocks.set(period, [...(blocks.get(period) ?? []), statute]);
  }
  const rights = [...blocks.values()].map((statutes) =>
    element("rights", [
      element("period", [
        element("beginDate", statutes[0]!.from),
        statutes[0]!.to ? element("endDate", statutes[0]!.to) : undefined,
      ]),
      element("legislation", "3"),
      element("totalMonthAmount", "154.65"),
      element("monthAmount", "84.85"),
      element("categoryIVT", statutes.some(({ kind }) => kind === "IVT") ? "C" : "-"),
      element("categoryIT", statutes.some(({ kind }) => kind === "IT") ? "1" : "0"),
      element("partnerIncome", "false"),
      withDecision ? element("decisionStatus", "POSITIVE") : undefined,
    ]),
  );
  // A request for an allowance that was turned down stays in the file.
  if (held.length === 1 && heeftGril(person, 5)) rights.push(refusedRight(held[0]!.kind === "IVT" ? "IT" : "IVT", dag));
  return rights;
}

function refusedRight(kind: "IVT" | "IT", dag: string): Fragment {
  return element("rights", [
    element("period", [element("beginDate", dag)]),
    element("legislation", "3"),
    element("totalMonthAmount", "0.00"),
    element("monthAmount", "0.00"),
    element("categoryIVT", kind === "IVT" ? "A" : "-"),
    element("categoryIT", kind === "IT" ? "1" : "0"),
    element("partnerIncome", "false"),
    element("decisionStatus", "NEGATIVE"),
  ]);
}

function geenDossier(): { inhoud: Fragment; uitzonderingen: Uitzondering[] } {
  return {
    inhoud: element("ConsultFilesByDateResponse", [
      status("NO_DATA_FOUND", "MSG00100", NO_DATA),
      element("results", [element("dgphResult", [status("NO_DATA_FOUND", "MSG00021", NO_DATA)])]),
    ]),
    uitzonderingen: [
      {
        code: "70001",
        type: "WAARSCHUWING",
        oorsprong: "KSZ",
        diagnose: "Antwoord met waarschuwing",
        omstandigheid: "NO_DATA_FOUND",
        annotaties: [
          { naam: "status code", waarde: "MSG00100" },
          { naam: "status description", waarde: NO_DATA },
        ],
      },
    ],
  };
}

function status(value: string, code: string, description: string): Fragment {
  return element("status", [element("value", value), element("code", code), element("description", description)]);
}
