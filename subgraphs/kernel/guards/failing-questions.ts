import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";

/**
 * Tells what fails at an agency that is ill from what fails at one that holds a bad record: the record fails each time it is
 * asked for, while the agency answers others.
 */
export class FailingQuestions {
  /** Under a hash, for a question may name people: how much was answered when it first failed. */
  readonly #failed = new LRUCache<string, number>({ max: 500 });
  #answers = 0;

  answered(question: string): void {
    this.#answers += 1;
    if (this.#failed.size > 0) this.#failed.delete(hashOf(question));
  }

  /** Whether a failure says something of the agency: it is the question's first, or nothing was answered since that. */
  isNews(question: string): boolean {
    const hash = hashOf(question);
    const then = this.#failed.get(hash);
    if (then === undefined) this.#failed.set(hash, this.#answers);
    return then === undefined || then === this.#answers;
  }
}

function hashOf(question: string): string {
  return createHash("sha256").update(question).digest("base64");
}
