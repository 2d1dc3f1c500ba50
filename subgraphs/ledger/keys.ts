/*
 * Keys under which the loaders batch: a year and whose year it is.
 */

export interface FundingKey {
  partnership: string;
  year: number;
}

/** A year on what a settlement stands on; settlement 0 is what is accepted now. */
export interface BasisKey extends FundingKey {
  settlement: number;
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

export function writeBasisKey(fundingKey: string, settlement: number): string {
  return `${settlement}:${fundingKey}`;
}

export function readBasisKey(key: string): BasisKey {
  const cut = key.indexOf(":");
  return { settlement: Number(key.slice(0, cut)), ...readFundingKey(key.slice(cut + 1)) };
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
