import { Refusal } from "../../../schema/faults.js";

/** A figure as a field gives it: a figure that is withheld is an error in its own place. */
export function shownOrRefused<Figure>(figure: Figure | null): Figure | Refusal {
  return figure ?? new Refusal("SMALL_CELL");
}
