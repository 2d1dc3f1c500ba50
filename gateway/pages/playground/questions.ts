/** Somebody's question that the graph is for, and the document that answers it. */
export interface Question {
  readonly number: number;
  readonly nl: string;
  readonly en: string;
  /** File of schema/operations without its ending. */
  readonly operation: string;
}

export interface QuestionGroup {
  readonly nl: string;
  readonly en: string;
  readonly questions: readonly Question[];
}

/** The 28 questions, by who asks them. */
export const QUESTION_GROUPS: readonly QuestionGroup[] = [
  {
    nl: "Eén deelnemer",
    en: "One participant",
    questions: [
      {
        number: 1,
        nl: "Alles over een deelnemer op één pagina",
        en: "All about a participant on one page",
        operation: "participant-on-one-page",
      },
      {
        number: 2,
        nl: "Mag deze persoon op die dag starten, en zo niet, wat ontbreekt en wie moet iets doen?",
        en: "May this person start on that day, and if not, what lacks and who must act?",
        operation: "participant-readiness",
      },
      {
        number: 3,
        nl: "Welke toelatingen eindigen vóór de overeenkomst?",
        en: "Which permissions end before the agreement does?",
        operation: "permissions-against-agreements",
      },
      {
        number: 4,
        nl: "Hoe evolueren de uren per week; nog minstens twaalf?",
        en: "How do the hours a week go; still at least twelve?",
        operation: "participant-hours",
      },
      {
        number: 5,
        nl: "Welke feiten komen van een bron die nu uitvalt of achterloopt?",
        en: "Which facts come from a source that is down or late?",
        operation: "participant-freshness",
      },
      {
        number: 6,
        nl: "Wie bekeek mijn gegevens?",
        en: "Who looked at my data?",
        operation: "who-looked",
      },
      {
        number: 7,
        nl: "Is het rijksregisternummer vervangen, en kennen alle vier systemen het nieuwe?",
        en: "Was the national number replaced, and are all four systems on the new one?",
        operation: "participant-numbers",
      },
    ],
  },
  {
    nl: "Een samenwerkingsverband",
    en: "A partnership",
    questions: [
      {
        number: 8,
        nl: "Welke inschattingen van VDAB zijn binnen 30 dagen nodig, per begeleider?",
        en: "Which assessments by VDAB are due in 30 days, by guide?",
        operation: "assessments-due",
      },
      {
        number: 9,
        nl: "Wie zit boven het contingent, of eronder, nu en eind dit jaar?",
        en: "Who is over the contingent, or under it, now and at the end of the year?",
        operation: "partnerships-occupancy",
      },
      {
        number: 10,
        nl: "Berekende subsidie tegenover betaalde voorschotten, per partner",
        en: "Subsidy computed against advances paid, by partner",
        operation: "partnership-funding",
      },
      {
        number: 11,
        nl: "Gerapporteerde dagen zonder geldige toelating, verzekering of overeenkomst, en het bedrag",
        en: "Days reported without valid permission, insurance or agreement, and the euros at risk",
        operation: "days-without-cover",
      },
      {
        number: 12,
        nl: "Welke kwartaaloverzichten kwamen niet op tijd?",
        en: "Which quarterly statements did not come in time?",
        operation: "statements-delivered",
      },
      {
        number: 13,
        nl: "Wachtlijst: advies, nog niet gestart, hoeveel dagen?",
        en: "Waiting list: advised, not started, for how many days?",
        operation: "waiting-list",
      },
      {
        number: 14,
        nl: "Deelnemers per begeleider; welke partner heeft er geen?",
        en: "Participants per guide; which partner has none?",
        operation: "guides-and-participants",
      },
      {
        number: 15,
        nl: "Beëindigde overeenkomsten zonder geregistreerde doorstroom",
        en: "Agreements ended with no outflow recorded",
        operation: "agreements-without-outflow",
      },
      {
        number: 16,
        nl: "Dezelfde persoon op dezelfde dag bij twee samenwerkingsverbanden, of tegelijk in AMA welzijn",
        en: "The same person reported by two partnerships on the same day, or in AMA welzijn at the same time",
        operation: "reported-twice",
      },
      {
        number: 17,
        nl: "Afgerekende jaren die vandaag anders zouden uitkomen, en waarom",
        en: "Settled years that would come to something else today, and why",
        operation: "statements-after-settlement",
      },
    ],
  },
  {
    nl: "Het geheel",
    en: "The whole",
    questions: [
      {
        number: 18,
        nl: "Saldo van vandaag per samenwerkingsverband, raming op 31 december en terugvorderingen",
        en: "Balance of each partnership today, estimate for 31 December, and recoveries",
        operation: "expected-balances",
      },
      {
        number: 19,
        nl: "Wat doet de volgende indexering van 2% met het budget?",
        en: "What does the next 2% index do to the budget?",
        operation: "statistics-of-funding",
      },
      {
        number: 20,
        nl: "Aanwezige dagen of kalenderdagen: het verschil in euro",
        en: "Days attended or calendar days: the difference in euros",
        operation: "statistics-of-funding",
      },
      {
        number: 21,
        nl: "Doorstroom naar betaald werk binnen 6, 12 en 24 maanden",
        en: "Outflow to paid work within 6, 12 and 24 months",
        operation: "statistics-of-outflow",
      },
      {
        number: 22,
        nl: "Tijd van toeleiding tot toelating, per instelling",
        en: "Time from referral to permission, by issuer",
        operation: "statistics-of-permissions",
      },
      {
        number: 23,
        nl: "Hoe vaak wordt geweigerd of ingetrokken?",
        en: "How often is refused or revoked?",
        operation: "statistics-of-permissions",
      },
      {
        number: 24,
        nl: "Mediane duur en uitval, per reden van stopzetting",
        en: "Median duration and dropout, by reason of stopping",
        operation: "statistics-of-durations",
      },
      {
        number: 25,
        nl: "Kost per geslaagde doorstroom",
        en: "Cost per successful outflow",
        operation: "statistics-of-cost",
      },
      {
        number: 26,
        nl: "Ongebruikt contingent dat herverdeeld kan worden",
        en: "Unused contingent that could be redistributed",
        operation: "statistics-of-funding",
      },
      {
        number: 27,
        nl: "Regelingen vóór en na 1/4/2021 en 1/1/2024 vergeleken",
        en: "Regimes before and after 1/4/2021 and 1/1/2024 compared",
        operation: "statistics-of-regimes",
      },
      {
        number: 28,
        nl: "Hoe goed antwoordt elke instantie?",
        en: "How well does each agency answer?",
        operation: "agencies-over-days",
      },
    ],
  },
];
