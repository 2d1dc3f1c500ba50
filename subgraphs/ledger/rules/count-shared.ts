import type { DayReading } from "../entities/day-reading.js";
import type { SharedDays, SharedPerson } from "../entities/shared-days.js";

/** Days that several partnerships report, in one reading. */
export function countShared(persons: readonly SharedPerson[], reading: DayReading): SharedDays {
  const participants = persons
    .filter(({ shared }) => shared[reading].length > 0)
    .map(({ participant, shared, paid, others }) => ({
      participant: { id: participant },
      days: [...shared[reading]],
      paidHere: [...paid[reading]],
      others,
    }));
  const days = participants.reduce((total, each) => total + each.days.length, 0);
  const paidHere = participants.reduce((total, each) => total + each.paidHere.length, 0);
  return { reading, days, paidHere, paidElsewhere: days - paidHere, participants };
}
