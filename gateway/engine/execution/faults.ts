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
  readonly fault: Fault;
}

/** What is noted at one object. */
interface Marks {
  /** What explains a field as a whole. */
  readonly whole: Mark[];
  /** What explains one item of the list in a field, by its index. */
  readonly items: Map<number, Mark[]>;
}

/**
 * A subgraph that lies gives ten thousand reasons for each of ten thousand nulls. Beyond as many as an object has fields,
 * reasons are told without their place.
 */
const MOST_MARKS = 1_000;
/** Reasons told for one null. */
const MOST_REASONS = 20;

/** Whether it says of a value, not of a null, that the agency was away and said it before. */
export function isStale({ extensions }: Pick<Fault, "extensions">): boolean {
  return extensions["stale"] === true;
}

/**
 * Faults, noted at the objects whose fields they cost. The projection, which knows where in the client's answer an
 * object stands, finds them there; what it finds nowhere is told without a path.
 */
export class Faults {
  readonly all: Fault[] = [];
  /** Whether any of them is about a value that is there all the same. */
  hasStale = false;
  readonly #byCause = new Map<FaultCause, Fault>();
  readonly #marks = new Map<Data, Marks>();

  add(fault: Omit<Fault, "told">): Fault {
    const added = { ...fault, told: false };
    this.all.push(added);
    this.hasStale ||= isStale(added);
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
    let marks = this.#marks.get(place);
    if (!marks) this.#marks.set(place, (marks = { whole: [], items: new Map() }));
    let list = index === undefined ? marks.whole : marks.items.get(index);
    if (!list) marks.items.set(index as number, (list = []));
    if (list.length < MOST_MARKS) list.push({ keys, fault });
  }

  /** The faults that explain why a field, or one item of its list, is null. */
  at(place: Data, key: string, index?: number): readonly Fault[] {
    const marks = this.#marks.get(place);
    if (!marks) return [];
    const found: Fault[] = [];
    const add = (list: readonly Mark[]) => {
      for (const { keys, fault } of list)
        if (found.length < MOST_REASONS && (keys === undefined || keys.has(key))) found.push(fault);
    };
    add(marks.whole);
    if (index !== undefined) add(marks.items.get(index) ?? []);
    else for (const list of marks.items.values()) if (found.length < MOST_REASONS) add(list);
    return found;
  }
}
