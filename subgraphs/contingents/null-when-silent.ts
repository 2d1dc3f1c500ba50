import { Fault } from "../../schema/faults.js";

/** Null where the agency failed, for a field that can say something without that part. */
export async function nullWhenSilent<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}
