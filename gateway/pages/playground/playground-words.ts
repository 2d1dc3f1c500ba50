import { dictionary } from "../shell/language.js";

export const playgroundWords = dictionary(
  {
    title: "Speeltuin: stel zelf een vraag aan de graaf",
    questions: "Vragen",
    intro:
      "Vragen waarvoor de graaf er is. Kies er een: ze opent in een nieuw tabblad, met waarden om meteen te vragen.",
    find: "Zoek een vraag",
    none: "Geen vraag met die woorden.",
    others: "Andere documenten",
    plan: "Hoe dit antwoord tot stand kwam",
    planEmpty: "Stel een vraag: hier staat dan welke instantie wat gevraagd werd, in welke volgorde en hoe lang.",
    planNone: "Voor dit antwoord is geen plan verteld: dat gebeurt voor wie zelf vragen mag schrijven.",
    requests: (count: number) => (count === 1 ? "1 vraag aan een instantie" : `${count} vragen aan instanties`),
    entities: (count: number) => (count === 0 ? "bij de wortel" : count === 1 ? "1 entiteit" : `${count} entiteiten`),
    step: (agency: string, start: string, took: string) => `${agency}: begon na ${start}, duurde ${took}`,
    failed: "gaf geen antwoord",
    nobody: "Kies bovenaan wie u bent: zonder aanmelding zegt de graaf enkel hoe de instanties antwoorden.",
  },
  {
    title: "Playground: put your own question to the graph",
    questions: "Questions",
    intro: "Questions that the graph is for. Choose one: it opens in a new tab, with values to ask it at once.",
    find: "Find a question",
    none: "No question with those words.",
    others: "Other documents",
    plan: "How this answer came about",
    planEmpty: "Ask a question: then it says here which agency was asked what, in which order and how long.",
    planNone: "No plan was told of this answer: that is done for those who may write their own questions.",
    requests: (count: number) => (count === 1 ? "1 question to an agency" : `${count} questions to agencies`),
    entities: (count: number) => (count === 0 ? "at the root" : count === 1 ? "1 entity" : `${count} entities`),
    step: (agency: string, start: string, took: string) => `${agency}: began after ${start}, took ${took}`,
    failed: "gave no answer",
    nobody: "Choose above who you are: without a login the graph says how the agencies answer, and nothing else.",
  },
);
