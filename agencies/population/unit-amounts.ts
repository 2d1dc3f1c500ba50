export interface UnitAmount {
  validFrom: string;
  /** Absent for the last one. */
  validTo?: string;
  /** Euro cents for one trajectory during one year. */
  cents: number;
  source: string;
  /** Whether an official text gives this amount on this day; the others are worked out and wait for one. */
  confirmed: boolean;
}

const BASE = "Afgeleid: 2 812,20 euro teruggerekend over drie indexsprongen van 2 %";
const STEP = "Afgeleid: 2 % per overschrijding van de spilindex";

/** The amount of one trajectory for one year, in the order of time. Its dates follow the index of public wages. */
export const UNIT_AMOUNTS: readonly UnitAmount[] = [
  { validFrom: "2021-04-01", validTo: "2021-09-30", cents: 265_000, source: BASE, confirmed: false },
  { validFrom: "2021-10-01", validTo: "2022-01-31", cents: 270_300, source: BASE, confirmed: false },
  { validFrom: "2022-02-01", validTo: "2022-03-31", cents: 275_706, source: BASE, confirmed: false },
  {
    validFrom: "2022-04-01",
    validTo: "2022-05-31",
    cents: 281_220,
    source: "Departement WSE, index 1 april 2022",
    confirmed: true,
  },
  { validFrom: "2022-06-01", validTo: "2022-08-31", cents: 286_845, source: STEP, confirmed: false },
  { validFrom: "2022-09-01", validTo: "2022-11-30", cents: 292_581, source: STEP, confirmed: false },
  { validFrom: "2022-12-01", validTo: "2022-12-31", cents: 298_433, source: STEP, confirmed: false },
  { validFrom: "2023-01-01", validTo: "2023-11-30", cents: 304_402, source: STEP, confirmed: false },
  { validFrom: "2023-12-01", validTo: "2024-05-31", cents: 310_490, source: STEP, confirmed: false },
  { validFrom: "2024-06-01", validTo: "2025-02-28", cents: 316_700, source: STEP, confirmed: false },
  { validFrom: "2025-03-01", cents: 323_034, source: STEP, confirmed: false },
];
