import type { HappeningTo } from "../../life/happening.js";
import { paymentReference } from "../rows/pay-advances.js";
import { text } from "./text.js";

/** Up to nine a year: the payment reference has one digit for it. */
export function bookAdvance({ partnership, year, cents, on }: HappeningTo<"ADVANCE_BOOKED">, place: number): string {
  const references = Array.from({ length: 9 }, (_, n) =>
    text(paymentReference(`${year}${String(place + 1).padStart(4, "0")}${n + 1}0`, place % 2 === 1)),
  );
  return `
    insert into dwse.voorschot
    select ${text(partnership)}, ${year}, volgende, ${(cents / 100).toFixed(2)}, ${text(on)}, (array[${references.join(", ")}])[volgende]
    from (select coalesce(max(volgnummer), 0) + 1 as volgende from dwse.voorschot
          where samenwerkingsverband_id = ${text(partnership)} and jaar = ${year}) als
    where volgende <= 9`;
}
