/*
 * Keys under which the loaders batch: a year and whose year it is.
 */

export interface FundingKey {
  partnership: string;
  year: number;
}

export interface PersonYearKey {
  participant: string;
  year: number;
}

export function writeFundingKey(partnership: string, year: number): string {
  return `${year}/${partnership}`;
}

export function readFundingKey(key: string): FundingKey {
  const { year, owner } = readKey(key);
  return { partnership: owner, year };
}

export function writePersonYearKey(participant: string, year: number): string {
  return `${year}/${participant}`;
}

export function readPersonYearKey(key: string): PersonYearKey {
  const { year, owner } = readKey(key);
  return { participant: owner, year };
}

function readKey(key: string): { year: number; owner: string } {
  const cut = key.indexOf("/");
  return { year: Number(key.slice(0, cut)), owner: key.slice(cut + 1) };
}
