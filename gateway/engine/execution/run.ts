import type { RequestFailure } from "./ask-subgraph.js";
import type { CopyValue } from "../copying/copy.js";
import type { Data } from "./data.js";
import { Faults } from "./faults.js";
import type { ReplyError } from "./read-reply.js";

/** One request under way: what it asked, and what is known of the answer so far. */
export interface Run {
  readonly root: Data;
  readonly context: unknown;
  readonly signal: AbortSignal | undefined;
  /** JSON text of a client variable by the planner's name for it; undefined if the client gave none. */
  readonly variableText: (name: string) => string | undefined;
  readonly faults: Faults;
  /** Objects that stand in more than one place. */
  readonly shared: Set<Data>;
  /** Objects that had to make way for an equal one while some fetch may still hold them. */
  readonly replaced: Map<Data, Data>;
  /** Answers about entities, by the number of the question and the representation. */
  readonly known: Map<string, Answer>[];
  readonly counts: { fetches: number };
  /** How the answer is copied, where one reply is all of it. */
  readonly copyData: CopyValue | undefined;
  /** JSON text of the answer's data in UTF-8, where it was copied; nothing is in `root` then. */
  copied: Buffer | undefined;
}

/** What one subgraph says about one entity. */
export interface Answer {
  entity: unknown;
  /** Errors that lie within this entity; their paths start at it. */
  readonly errors: ReplyError[];
  /** Errors of the reply that name no entity, and so may explain this one. */
  loose: readonly ReplyError[];
  /** The request brought nothing at all, for this reason. */
  failure: RequestFailure | undefined;
  /** Whether our tree already has `entity`'s parts as its own, so that others need a copy. */
  taken: boolean;
  /** Resolves when the fields above are filled; undefined once they are. */
  pending: Promise<void> | undefined;
}

export function createAnswer(): Answer {
  return { entity: null, errors: [], loose: [], failure: undefined, taken: false, pending: undefined };
}

export function createRun(options: {
  readonly context: unknown;
  readonly signal?: AbortSignal | undefined;
  readonly variableText: Run["variableText"];
  readonly questionCount: number;
  readonly copyData?: CopyValue | undefined;
}): Run {
  const texts = new Map<string, string | undefined>();
  return {
    root: {},
    context: options.context,
    signal: options.signal,
    variableText(name) {
      if (texts.has(name)) return texts.get(name);
      const text = options.variableText(name);
      texts.set(name, text);
      return text;
    },
    faults: new Faults(),
    shared: new Set(),
    replaced: new Map(),
    known: Array.from({ length: options.questionCount }, () => new Map<string, Answer>()),
    counts: { fetches: 0 },
    copyData: options.copyData,
    copied: undefined,
  };
}
