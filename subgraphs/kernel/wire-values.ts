import { z } from "zod";
import { Insz, parseEnterpriseNumber } from "../../schema/identifiers.js";
import { isDay } from "../../schema/scalars.js";

/*
 * Values as agencies put them on the wire, checked on arrival. What fails here fails the record it stands in.
 */

/** A calendar day; a time of day behind it is dropped. An impossible one such as 2022-11-31 fails. */
export const wireDay = z
  .string()
  .transform((text) => text.trim().slice(0, 10))
  .refine(isDay, "not a day of the calendar");

/** A national number with right check digits; hides itself from here on. */
export const wireInsz = z.string().transform((text, context) => {
  try {
    return Insz.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "not a national number" });
    return z.NEVER;
  }
});

/** An enterprise number with right check digits. */
export const wireEnterpriseNumber = z.string().transform((text, context) => {
  try {
    return parseEnterpriseNumber(text);
  } catch {
    context.addIssue({ code: "custom", message: "not an enterprise number" });
    return z.NEVER;
  }
});
