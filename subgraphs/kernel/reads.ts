import { createLoader, type Ask, type Loader } from "./loader.js";

/**
 * How the loaders of one request read. What is read under one name is asked once, whichever field reads it: a name stands for one
 * question of the agency.
 */
export interface Reads {
  /** From the agency. */
  readonly load: <Value>(name: string, ask: Ask<Value>) => Loader<Value>;
  /**
   * The same, of which the field may be given what the agency said before: an answer about one participant in the asker's sight, by
   * the id.
   */
  readonly loadKept: <Value>(name: string, ask: Ask<Value>) => Loader<Value>;
  /**
   * Whether what the agency says of a participant puts that person into the asker's sight. The agency is asked each time; while it is
   * away, whoever was in sight when it last said so still is. That it said no is not remembered.
   */
  decide<Value>(
    name: string,
    ask: Ask<Value>,
    isInSight: (value: Value | null) => boolean,
  ): (id: string) => Promise<boolean>;
  /** From the agency, once. */
  once<Value>(name: string, ask: () => Promise<Value>): () => Promise<Value>;
  /** Whom the agency itself put into the asker's sight, as in a search. */
  readonly inSight: Set<string>;
}

/** How loaders of one request read from the agency. */
export function createReads(): Reads {
  const loaders = new Map<string, unknown>();
  const answers = new Map<string, Promise<unknown>>();
  const load = <Value>(name: string, ask: Ask<Value>): Loader<Value> => {
    const known = loaders.get(name) as Loader<Value> | undefined;
    if (known) return known;
    const created = createLoader(ask);
    loaders.set(name, created);
    return created;
  };
  return {
    load,
    loadKept: load,
    decide: (name, ask, isInSight) => async (id) => isInSight(await load(name, ask).load(id)),
    once:
      <Value>(name: string, ask: () => Promise<Value>) =>
      () => {
        const known = answers.get(name) as Promise<Value> | undefined;
        if (known) return known;
        const asked = ask();
        answers.set(name, asked);
        return asked;
      },
    inSight: new Set(),
  };
}
