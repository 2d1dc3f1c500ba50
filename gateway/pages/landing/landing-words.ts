import { dictionary } from "../shell/language.js";

export const landingWords = dictionary(
  {
    kicker: "Arbeidsmatige activiteiten in de sociale economie",
    title: "Eén vraag, vier instanties, één antwoord",
    lead: "Wie nog geen betaald werk kan doen en intussen aan de slag is in een maatwerkbedrijf, staat bekend bij VDAB, bij ziekenfonds of OCMW, bij het bedrijf zelf en bij het departement. Hier staat dat alles samen, voor wie het mag zien, op het moment dat men het vraagt.",
    toDashboard: "Naar het dashboard",
    toPlayground: "Stel een vraag",
    agencies: "De vier instanties nu",
    graph: "De graaf",
    graphAbout: "vraagt enkel wat nodig is, aan wie het weet, in naam van wie het mag weten",
    states: {
      UP: "Antwoordt",
      DEGRADED: "Antwoordt moeilijk",
      DOWN: "Antwoordt niet",
      UNKNOWN: "Nog niet gevraagd",
    },
    unreachable: "De gateway antwoordt nu niet; er wordt opnieuw geprobeerd.",
    answersIn: (time: string) => `in ${time}`,
    since: (age: string) => `sinds ${age}`,
    asOf: (time: string) => `Stand van ${time}`,
    brings: "Brengt",
    forWhom: "Voor wie",
    audiences: [
      {
        name: "Sturende bedrijven en departement",
        text: "Bezetting tegenover contingent, toelatingen die aflopen, middelen en voorschotten: op een dashboard dat vanzelf bijblijft.",
        href: "/dashboard",
        link: "Open het dashboard",
      },
      {
        name: "Front-endteams",
        text: "Eén GraphQL-adres met een beschreven schema, vaste documenten en abonnementen. Valt een instantie uit, dan komt al het andere toch.",
        href: "/playground",
        link: "Open de speeltuin",
      },
      {
        name: "Analisten",
        text: "Wat elk veld betekent, uit welke bron het komt, hoe vers het is en wie het mag lezen: zichtbaar op één kaart.",
        href: "/schema",
        link: "Open de kaart",
      },
    ],
    exampleTitle: "Eén deelnemer, in één vraag",
    exampleAbout:
      "Een pagina vraagt wat ze toont. De gateway zoekt uit welke instantie wat weet, vraagt het tegelijk waar dat kan, en voegt de antwoorden samen.",
    together: "Alle vier",
    figures: {
      agencies: "instanties, elk met het eigen systeem",
      types: "beschreven types",
      fields: "velden, elk met betekenis en lezers",
      questions: (all: number) => `van de ${all} vragen van gebruikers beantwoord`,
    },
    promises: "Wat men mag verwachten",
    promiseList: [
      {
        name: "Niemand vraagt zonder mandaat",
        text: "Elke vraag zegt wie ze stelt, voor welke organisatie en waarvoor. Wat men niet mag zien, wordt niet opgevraagd.",
      },
      {
        name: "Elke raadpleging blijft",
        text: "Wie iets over een persoon te zien kreeg, staat in een logboek dat enkel groeit. De persoon zelf kan het nalezen.",
      },
      {
        name: "Uitval blijft klein",
        text: "Een instantie die zwijgt, kost haar eigen velden en niets meer. Het antwoord zegt welke, en waarom.",
      },
    ],
  },
  {
    kicker: "Work-oriented activities in the social economy",
    title: "One question, four agencies, one answer",
    lead: "Somebody who cannot do paid work yet, and takes part in a social enterprise meanwhile, is known to VDAB, to a sickness fund or OCMW, to the enterprise itself and to the department. Here all of that is together, for those who may see it, at the moment they ask.",
    toDashboard: "To the dashboard",
    toPlayground: "Ask a question",
    agencies: "The four agencies now",
    graph: "The graph",
    graphAbout: "asks only what is needed, of those who know it, in the name of those who may know it",
    states: { UP: "Answers", DEGRADED: "Answers with difficulty", DOWN: "Does not answer", UNKNOWN: "Not asked yet" },
    unreachable: "The gateway does not answer now; it is tried again.",
    answersIn: (time: string) => `in ${time}`,
    since: (age: string) => `since ${age}`,
    asOf: (time: string) => `As of ${time}`,
    brings: "Brings",
    forWhom: "For whom",
    audiences: [
      {
        name: "Leads and the department",
        text: "Occupancy against contingent, permissions about to end, funding and advances: on a dashboard that keeps itself up to date.",
        href: "/dashboard",
        link: "Open the dashboard",
      },
      {
        name: "Front-end teams",
        text: "One GraphQL address with a described schema, trusted documents and subscriptions. When an agency is away, all the rest still comes.",
        href: "/playground",
        link: "Open the playground",
      },
      {
        name: "Analysts",
        text: "What each field means, which source it comes from, how fresh it is and who may read it: to be seen on one map.",
        href: "/schema",
        link: "Open the map",
      },
    ],
    exampleTitle: "One participant, in one question",
    exampleAbout:
      "A page asks what it shows. The gateway finds out which agency knows what, asks at the same time where it can, and joins the answers.",
    together: "All four",
    figures: {
      agencies: "agencies, each with its own system",
      types: "described types",
      fields: "fields, each with its meaning and readers",
      questions: (all: number) => `of the users' ${all} questions answered`,
    },
    promises: "What one may expect",
    promiseList: [
      {
        name: "Nobody asks without a mandate",
        text: "Every question says who asks, for which organisation and what for. What one may not see is not asked of anybody.",
      },
      {
        name: "Every look is kept",
        text: "Who was shown something of a person stands in a log that only grows. The person concerned can read it.",
      },
      {
        name: "An outage stays small",
        text: "An agency that is silent costs its own fields and nothing more. The answer says which, and why.",
      },
    ],
  },
);
