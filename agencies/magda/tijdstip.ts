import { element, type Fragment } from "./element.js";

const inBrussels = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Brussels",
  dateStyle: "short",
  timeStyle: "medium",
});

/** A moment as the platform writes it: day and time apart, as the clocks in Flanders show them. */
export function tijdstip(now: string): Fragment {
  const [datum, tijd] = inBrussels.format(new Date(now)).split(" ") as [string, string];
  return element("Tijdstip", [element("Datum", datum), element("Tijd", `${tijd}.000`)]);
}
