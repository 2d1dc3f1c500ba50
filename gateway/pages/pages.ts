/** The pages there are. A page is a folder of that name with a `page.tsx`, and what it imports. */
export const PAGES = [
  {
    name: "landing",
    path: "/",
    title: "AMA in één graaf",
    about: "Wat vier instanties weten over arbeidsmatige activiteiten in de sociale economie, in één vraag.",
  },
  {
    name: "dashboard",
    path: "/dashboard",
    title: "Dashboard · AMA",
    about: "Contingenten, toelatingen en middelen, zoals ze nu zijn.",
  },
  {
    name: "playground",
    path: "/playground",
    title: "Speeltuin · AMA",
    about: "Stel zelf een vraag aan de graaf, en zie welke instantie wat gevraagd werd.",
  },
  {
    name: "schema-map",
    path: "/schema",
    title: "Kaart · AMA",
    about: "Elk type en elk veld: wat het betekent, van wie het komt, hoe vers het is, wie het mag lezen.",
  },
  {
    name: "callback",
    path: "/session/callback",
    title: "Aanmelden · AMA",
    about: "Terug van het aanmelden.",
  },
] as const satisfies readonly Page[];

interface Page {
  readonly name: string;
  readonly path: string;
  /** In Dutch; the page itself says it in the language of its reader. */
  readonly title: string;
  readonly about: string;
}

export type PageName = (typeof PAGES)[number]["name"];

/** Where the code of a login comes back; registered at the issuer. */
export const CALLBACK_PATH = "/session/callback";
