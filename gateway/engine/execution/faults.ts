import type { Data } from "./data.js";

/** What went wrong at a subgraph, as far as it may matter to the answer. */
export interface Fault {
  readonly subgraph: string;
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
  /** Whether it was told anywhere; it is told at each place that it explains. */
  told: boolean;
}

/** An error as a subgraph or a transport gave it. */
export interface FaultCause {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

interface Mark {
  /** The fields that the fault explains; undefined stands for all. */
  readonly keys: ReadonlySet<string> | undefined;
  /** The item of the list at the key, where it is not the whole. */
  readonly index: number | undefined;
  readonly fault: Fault;
}

/**
 * Faults, noted at the objects whose fields they cost. The projection, which knows where in the client's answer an
 * object stands, finds them there; what it finds nowhere is told without a path.
 */
export class Faults {
  readonly all: Fault[] = [];
  readonly #byCause = new Map<FaultCause, Fault>();
  readonly #marks = new Map<Data, Mark[]>();

  add(fault: Omit<Fault, "told">): Fault {
    const added = { ...fault, told: false };
    this.all.push(added);
    return added;
  }

  /** The fault that `cause` is, at however many places it shows. */
  of(cause: FaultCause, subgraph: string): Fault {
    const known = this.#byCause.get(cause);
    if (known) return known;
    const { message, extensions } = cause;
    const fault = this.add({ subgraph, message, extensions });
    this.#byCause.set(cause, fault);
    return fault;
  }

  mark(place: Data, keys: ReadonlySet<string> | undefined, fault: Fault, index?: number): void {
    const mark = { keys, index, fault };
    const marks = this.#marks.get(place);
    if (marks) marks.push(mark);
    else this.#marks.set(place, [mark]);
  }

  /** The faults that explain why a field, or one item of its list, is null. */
  at(place: Data, key: string, index?: number): readonly Fault[] {
    const marks = this.#marks.get(place);
    if (!marks) return [];
    const about = (mark: Mark) =>
      (mark.keys === undefined || mark.keys.has(key)) &&
      (index === undefined || mark.index === undefined || mark.index === index);
    return marks.filter(about).map((mark) => mark.fault);
  }
}
