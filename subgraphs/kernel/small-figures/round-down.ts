/**
 * A figure about people in whole steps, rounded down; null where it is less than one step, and with a step of 1 the figure
 * itself. Where a step is what `limit` people come to at the most, a figure that is shown has as many people behind it,
 * and two figures are equal or differ by as much.
 */
export function roundDown(value: number, step: number): number | null {
  if (step <= 1) return value;
  return value < step ? null : Math.floor(value / step) * step;
}
