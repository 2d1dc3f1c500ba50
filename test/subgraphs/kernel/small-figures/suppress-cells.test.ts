import { describe, expect, it } from "@jest/globals";
import type { Cell, CellKey } from "../../../../subgraphs/kernel/small-figures/cell.js";
import { suppressCells } from "../../../../subgraphs/kernel/small-figures/suppress-cells.js";

const LIMIT = 5;

/** A table of counts with every total: the inner counts, in the order of the dimensions' values. */
function tableOf(sizes: Record<string, number>, counts: readonly number[]): Cell<{ days: number }>[] {
  const dimensions = Object.keys(sizes);
  const inner = keysOf(sizes).map((key, index) => ({ key, people: counts[index]! }));
  const withTotals = keysOf(sizes, true).map((key) => ({
    key,
    people: inner
      .filter((cell) =>
        dimensions.every((dimension) => key[dimension] === null || key[dimension] === cell.key[dimension]),
      )
      .reduce((sum, cell) => sum + cell.people, 0),
  }));
  return withTotals.map((cell) => ({ ...cell, figures: { days: cell.people * 31 } }));
}

function keysOf(sizes: Record<string, number>, totals = false): CellKey[] {
  return Object.entries(sizes).reduce<CellKey[]>(
    (keys, [dimension, size]) =>
      keys.flatMap((key) =>
        [...Array.from({ length: size }, (_, i) => `${dimension}${i}`), ...(totals ? [null] : [])].map((value) => ({
          ...key,
          [dimension]: value,
        })),
      ),
    [{}],
  );
}

/**
 * What an attacker finds who tries every table: for each suppressed inner cell the least and the most people it can have.
 * Knows the published cells, that totals add up, and that nobody suppresses an empty cell.
 */
function attack(cells: readonly Cell<unknown>[], hidden: ReadonlySet<number>, dimensions: string[], cap: number) {
  const isInner = (place: number) => dimensions.every((dimension) => cells[place]!.key[dimension] !== null);
  const published = cells.flatMap(({ key, people }, total) => {
    if (hidden.has(total) || isInner(total)) return [];
    const parts = [...cells.keys()].filter(
      (place) =>
        isInner(place) &&
        dimensions.every((dimension) => key[dimension] === null || key[dimension] === cells[place]!.key[dimension]),
    );
    return [{ people, parts }];
  });
  const inner = [...hidden].filter(isInner);
  const values: (number | undefined)[] = cells.map(({ people }, place) => (hidden.has(place) ? undefined : people));

  const isPossible = (target: number, people: number): boolean => {
    const order = [target, ...inner.filter((place) => place !== target)];
    const tryFrom = (next: number): boolean => {
      const place = order[next];
      if (place === undefined) return true;
      for (const candidate of next === 0 ? [people] : candidates(place)) {
        values[place] = candidate;
        if (published.every(fits) && tryFrom(next + 1)) {
          values[place] = undefined;
          return true;
        }
      }
      values[place] = undefined;
      return false;
    };
    return tryFrom(0);
  };
  /** One where a sum leaves but one; else all, the likely ones first. */
  const candidates = (place: number): number[] => {
    for (const { people, parts } of published) {
      const open = parts.filter((part) => values[part] === undefined);
      if (open.length !== 1 || open[0] !== place) continue;
      const rest = people - parts.reduce((sum, part) => sum + (values[part] ?? 0), 0);
      return rest >= 1 ? [rest] : [];
    }
    const truth = cells[place]!.people;
    return Array.from({ length: cap }, (_, i) => i + 1).sort((a, b) => Math.abs(a - truth) - Math.abs(b - truth));
  };
  const fits = ({ people, parts }: { people: number; parts: number[] }) => {
    let sum = 0;
    let open = 0;
    for (const part of parts) {
      if (values[part] === undefined) open++;
      else sum += values[part];
    }
    return open > 0 ? sum + open <= people : sum === people;
  };
  return inner.map((place) => {
    let least = 1;
    while (!isPossible(place, least)) least++;
    let most = cap;
    while (!isPossible(place, most)) most--;
    return { least, most };
  });
}

/** The same numbers every time. */
function createDraw(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

const placesHidden = (published: readonly { suppressed: boolean }[]) =>
  new Set(published.flatMap(({ suppressed }, place) => (suppressed ? [place] : [])));

describe("suppressing small cells of a table", () => {
  it("suppresses a cell of fewer people than the limit, and a second one that hides it from the total", () => {
    const cells = tableOf({ province: 3 }, [3, 8, 20]);
    const published = suppressCells({ dimensions: ["province"], cells, limit: LIMIT });
    expect(published.map(({ people }) => people)).toEqual([null, null, 20, 31]);
    expect(published.map(({ figures }) => figures)).toEqual([null, null, { days: 620 }, { days: 961 }]);
  });

  it("shows nought, where there is nobody to recognise", () => {
    const cells = tableOf({ province: 3 }, [0, 8, 20]);
    expect(suppressCells({ dimensions: ["province"], cells, limit: LIMIT }).every((cell) => !cell.suppressed)).toBe(
      true,
    );
  });

  it("suppresses a third cell where two small ones can only be one person each", () => {
    const cells = tableOf({ province: 4 }, [1, 1, 9, 20]);
    const published = suppressCells({ dimensions: ["province"], cells, limit: LIMIT });
    expect(published.map(({ people }) => people)).toEqual([null, null, null, 20, 31]);
  });

  it("suppresses nothing with a limit of one", () => {
    const cells = tableOf({ province: 3, statute: 2 }, [1, 8, 20, 1, 0, 2]);
    const published = suppressCells({ dimensions: ["province", "statute"], cells, limit: 1 });
    expect(published.some(({ suppressed }) => suppressed)).toBe(false);
  });

  it.each<{ sizes: Record<string, number>; tables: number }>([
    { sizes: { province: 3, statute: 3 }, tables: 12 },
    { sizes: { province: 2, statute: 2, partner: 2 }, tables: 25 },
    { sizes: { province: 5 }, tables: 25 },
  ])("gives no cell away to whoever tries every table of $sizes", ({ sizes, tables }) => {
    const draw = createDraw(7);
    const dimensions = Object.keys(sizes);
    const size = Object.values(sizes).reduce((product, each) => product * each, 1);
    let hidden = 0;
    let given = 0;
    for (let i = 0; i < tables; i++) {
      const cells = tableOf(
        sizes,
        Array.from({ length: size }, () => (draw(3) === 0 ? draw(5) : draw(9))),
      );
      const places = placesHidden(suppressCells({ dimensions, cells, limit: LIMIT }));
      const ranges = attack(cells, places, dimensions, 14);
      for (const { least, most } of ranges) expect(most - least).toBeGreaterThanOrEqual(LIMIT - 1);
      hidden += ranges.length;
      // The same attack on the small cells suppressed alone, without others to hide them.
      const small = new Set(cells.flatMap(({ people }, place) => (people > 0 && people < LIMIT ? [place] : [])));
      for (const { least, most } of attack(cells, small, dimensions, 14)) if (least === most) given++;
    }
    expect(hidden).toBeGreaterThan(0);
    expect(given).toBeGreaterThan(0);
  });

  it("leaves most of a large table to be read", () => {
    const draw = createDraw(3);
    const cells = tableOf(
      { province: 6, statute: 5, year: 6 },
      Array.from({ length: 180 }, () => 2 + draw(60)),
    );
    const dimensions = ["province", "statute", "year"];
    const places = placesHidden(suppressCells({ dimensions, cells, limit: LIMIT }));
    const small = cells.filter(({ people }) => people > 0 && people < LIMIT).length;
    expect(small).toBeGreaterThan(3);
    // A cell with every total around it hides behind seven others at the least: the corners of a cube.
    expect(places.size).toBeLessThan(small * 16);
    expect(places.size).toBeLessThan(cells.length / 2);
  });
});
