import { formatNumber } from "../../shell/formats.js";

/** A figure as far as the mandate may know it: `12`; rounded down, `≥ 10`; too small to show, `< 5`. */
export function showFigure(figure: number | null, roundedTo: number, decimals = 0): string {
  if (figure === null) return roundedTo > 1 ? `< ${formatNumber(roundedTo)}` : "–";
  return `${roundedTo > 1 ? "≥ " : ""}${formatNumber(figure, decimals)}`;
}
