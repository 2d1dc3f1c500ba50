export type LegacyScheme = "SOCIALE_WERKPLAATS" | "EXPERIMENT" | "DOORSTROOMTRAJECT";

/** What a partner brought into an outflow project; the call of September 2012 asked for each of these. */
type OutflowPartnerRole = "ARBEIDSZORG" | "GTB" | "ZORG" | "EMPOWERMENT";

/** What the module activeringsbegeleiding of such a project is made of. */
type ActivationPart = "ZORG" | "EMPOWERMENT" | "STAGE";

/** Where somebody went after such a project. */
type LegacyDestination = "SOCIALE_ECONOMIE" | "WERKERVARING" | "REGULIER";

interface OutflowProject {
  name: string;
  startedOn: string;
  endedOn: string;
  partners: { name: string; role: OutflowPartnerRole }[];
  targetGroup: string;
  activation: ActivationPart[];
  participants: number;
  outflow: Record<LegacyDestination, number>;
}

const TARGET_GROUP =
  "Deelnemers aan arbeidszorg die met begeleiding kunnen doorstromen naar betaald werk in het normaal of het sociaal economisch circuit";

/** A regime from before AMA WSE. Its capacity is in full-time equivalents: never to be added to trajectories. */
export interface LegacyRegime {
  scheme: LegacyScheme;
  title: string;
  /** Absent where no source gives it. */
  validFrom?: string;
  validTo: string;
  workshops?: number;
  supportStaffFte?: number;
  participantFte?: number;
  projects: OutflowProject[];
}

const DAY_BEFORE_AMA_WSE = "2021-03-31";

export const LEGACY_REGIMES: readonly LegacyRegime[] = [
  {
    scheme: "SOCIALE_WERKPLAATS",
    title: "Arbeidszorg in sociale werkplaatsen",
    validFrom: "2002-04-01",
    validTo: DAY_BEFORE_AMA_WSE,
    workshops: 60,
    supportStaffFte: 78,
    participantFte: 390,
    projects: [],
  },
  {
    scheme: "EXPERIMENT",
    title: "Experimenten in beschutte werkplaatsen en samenwerkingsverbanden",
    validTo: DAY_BEFORE_AMA_WSE,
    participantFte: 187,
    projects: [],
  },
  {
    scheme: "DOORSTROOMTRAJECT",
    title: "Doorstroomtrajecten arbeidszorg, oproep september 2012",
    validFrom: "2012-09-01",
    validTo: DAY_BEFORE_AMA_WSE,
    projects: [
      {
        name: "Doorstroom Haspengouw",
        startedOn: "2013-01-01",
        endedOn: "2015-12-31",
        partners: [
          { name: "Sociale werkplaats De Ploeg", role: "ARBEIDSZORG" },
          { name: "AC Balans", role: "ARBEIDSZORG" },
          { name: "GTB Limburg", role: "GTB" },
          { name: "CAW De Zuidkant", role: "ZORG" },
          { name: "vzw Eigen Kracht Hasselt", role: "EMPOWERMENT" },
        ],
        targetGroup: TARGET_GROUP,
        activation: ["ZORG", "EMPOWERMENT", "STAGE"],
        participants: 48,
        outflow: { SOCIALE_ECONOMIE: 13, WERKERVARING: 9, REGULIER: 6 },
      },
      {
        name: "Stap Vooruit Waasland",
        startedOn: "2013-01-01",
        endedOn: "2014-12-31",
        partners: [
          { name: "Sociale werkplaats De Kruiwagen", role: "ARBEIDSZORG" },
          { name: "AC De Linde", role: "ARBEIDSZORG" },
          { name: "vzw De Hoeve", role: "ARBEIDSZORG" },
          { name: "GTB Oost-Vlaanderen", role: "GTB" },
          { name: "Beschut wonen Het Anker", role: "ZORG" },
          { name: "vzw Wij Ook", role: "EMPOWERMENT" },
        ],
        targetGroup: TARGET_GROUP,
        activation: ["ZORG", "EMPOWERMENT", "STAGE"],
        participants: 36,
        outflow: { SOCIALE_ECONOMIE: 11, WERKERVARING: 7, REGULIER: 3 },
      },
      {
        name: "Van Zorg naar Werk Westhoek",
        startedOn: "2013-03-01",
        endedOn: "2015-02-28",
        partners: [
          { name: "Sociale werkplaats Het Zaaigoed", role: "ARBEIDSZORG" },
          { name: "AC Oever", role: "ARBEIDSZORG" },
          { name: "GTB West-Vlaanderen", role: "GTB" },
          { name: "CGG Ter Duinen", role: "ZORG" },
          { name: "vzw De Stem", role: "EMPOWERMENT" },
        ],
        targetGroup: TARGET_GROUP,
        activation: ["ZORG", "EMPOWERMENT", "STAGE"],
        participants: 27,
        outflow: { SOCIALE_ECONOMIE: 8, WERKERVARING: 0, REGULIER: 5 },
      },
      {
        // Accepted although it lacks a second initiative, an empowerment partner and that part of its module.
        name: "Werk op Maat Kempen",
        startedOn: "2013-01-01",
        endedOn: "2014-12-31",
        partners: [
          { name: "Sociale werkplaats De Wig", role: "ARBEIDSZORG" },
          { name: "GTB Antwerpen", role: "GTB" },
          { name: "CGG Kempen", role: "ZORG" },
        ],
        targetGroup: TARGET_GROUP,
        activation: ["ZORG", "STAGE"],
        participants: 19,
        outflow: { SOCIALE_ECONOMIE: 5, WERKERVARING: 2, REGULIER: 0 },
      },
    ],
  },
];
