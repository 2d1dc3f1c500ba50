/**
 * A test INSZ: month 61–72, so that it never is the number of somebody alive.
 * `serial` (1–998) is odd for men and even for women.
 */
export function testInsz(birthDate: string, serial: number): string {
  const month = Number(birthDate.slice(5, 7)) + 60;
  const head = `${birthDate.slice(2, 4)}${month}${birthDate.slice(8, 10)}${String(serial).padStart(3, "0")}`;
  const counted = birthDate >= "2000-01-01" ? Number(`2${head}`) : Number(head);
  return head + String(97 - (counted % 97)).padStart(2, "0");
}

/** An enterprise number with right check digits. `body` is the eight digits before them, starting with 0 or 1. */
export function enterpriseNumber(body: string): string {
  return body + String(97 - (Number(body) % 97)).padStart(2, "0");
}

/** Spreads `n` over all numbers of so many digits, never two on the same: ids that do not look counted. */
function spread(n: number, digits: 7 | 8 | 9): string {
  const size = 10 ** digits;
  return String((n * 3_276_701 + 412_607) % size).padStart(digits, "0");
}

/** How many of a kind one person may have, so that ids made from the person's place never meet. */
const PER_PERSON = 8;

/** `BO-` and seven digits, for the `n`-th (from 0) agreement of a person. */
export function agreementId(personIndex: number, n: number): string {
  return `BO-${spread(personIndex * PER_PERSON + n, 7)}`;
}

/** `TL` and eight digits, for the `n`-th referral of a person. */
export function referralId(personIndex: number, n: number): string {
  return `TL${spread(personIndex * PER_PERSON + n, 8)}`;
}

/** `TL-` and nine digits, for the `n`-th permission of a person. */
export function permissionId(personIndex: number, n: number): string {
  return `TL-${spread(personIndex * PER_PERSON * 2 + n, 9)}`;
}

/** Twelve digits, for the Dimona of the `n`-th agreement of a person. */
export function dimonaNumber(personIndex: number, n: number): string {
  return `400${spread(personIndex * PER_PERSON + n, 9)}`;
}
