/** Nothing that is not nought is smaller: the coefficients are small whole numbers and what comes of them. */
const EPSILON = 1e-9;

/**
 * The ways in which the unknowns of a set of equations can change together while every equation still holds, one for
 * each unknown that is free. An unknown that is nought in all of them is determined.
 */
export function nullSpace(equations: readonly (readonly number[])[], unknowns: number): number[][] {
  const rows = equations.map((row) => [...row]);
  const pivotOf: number[] = [];
  const free: number[] = [];
  let top = 0;
  for (let column = 0; column < unknowns; column++) {
    const found = rows.findIndex((row, index) => index >= top && Math.abs(row[column]!) > EPSILON);
    if (found === -1) {
      free.push(column);
      continue;
    }
    const pivot = rows[found]!;
    [rows[top], rows[found]] = [pivot, rows[top]!];
    const scale = pivot[column]!;
    for (let i = column; i < unknowns; i++) pivot[i]! /= scale;
    for (const row of rows) {
      const factor = row[column]!;
      if (row === pivot || Math.abs(factor) <= EPSILON) continue;
      for (let i = column; i < unknowns; i++) row[i]! -= factor * pivot[i]!;
    }
    pivotOf.push(column);
    top++;
  }
  return free.map((column) => {
    const way = new Array<number>(unknowns).fill(0);
    way[column] = 1;
    for (const [index, pivot] of pivotOf.entries()) {
      const value = -rows[index]![column]!;
      if (Math.abs(value) > EPSILON) way[pivot] = value;
    }
    return way;
  });
}
