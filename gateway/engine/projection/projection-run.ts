import { GraphQLError } from "graphql";
import type { Data } from "../execution/data.js";
import type { WriteObject } from "./compile-projection.js";
import { isStale, type Fault, type Faults } from "../execution/faults.js";
import { faultsBehind, type RequiredFact } from "./required-facts.js";

/** More errors than a client can read; beyond it only the first of each fault is told. */
const MANY_ERRORS = 500;

/** Each costs time to make, and a lying subgraph can give a reason for hundreds of thousands. */
const MOST_ERRORS = 10_000;

/** An object of the answer of which some was asked for later. */
export interface DeferredObject {
  readonly part: number;
  readonly label: string | undefined;
  readonly path: readonly (string | number)[];
  readonly place: Data;
  readonly write: WriteObject;
}

/** A field of which a value is expected. */
interface ExpectedField {
  readonly key: string;
  readonly name: string;
  /** `Type.field` where null is not allowed. */
  readonly required: string | undefined;
  /** What other subgraphs had to tell for it. */
  readonly facts?: readonly RequiredFact[] | undefined;
}

/** The writing of one answer: which errors it has so far and where in the answer the writer stands. */
export class ProjectionRun {
  readonly errors: GraphQLError[] = [];
  /** Keys and indexes from the root to where the writer stands; what lies beyond its depth is left from before. */
  readonly path: (string | number)[] = [];
  /** Objects of the answer that have more to come. */
  readonly deferred: DeferredObject[] = [];
  /** Text of objects that stand in several places, by the projection that wrote it. */
  readonly texts = new Map<object, Map<Data, string>>();

  /** Selections of which it was told that they are denied, by their response names from the root. */
  readonly #denied = new Set<string>();

  /** The object and key that hold the value being written. */
  place: Data = {};
  key = "";

  constructor(
    readonly faults: Faults,
    readonly shared: ReadonlySet<Data>,
  ) {}

  /** What was noted for objects that turned out not to be in the answer. */
  forgetDeferred(count: number): void {
    this.deferred.length = count;
  }

  /**
   * Tells why the field is null. A null that a subgraph gave where it is allowed needs no reason; one that is not allowed, and a
   * value that nobody gave, always have one.
   */
  explain(place: Data, { key, name, required, facts = [] }: ExpectedField, depth: number, isMissing: boolean): void {
    let explained = false;
    if (this.faults.all.length > 0) {
      const faults = [...this.faults.at(place, key), ...faultsBehind(facts, place, this.faults, true)];
      explained = faults.length > 0;
      this.#tellOnce(faults, name, depth);
    }
    if (explained) return;
    if (isMissing) this.tell("No subgraph gave this value.", { code: "VALUE_MISSING" }, name, depth);
    else if (required !== undefined) {
      this.tell(`Cannot return null for non-nullable field ${required}.`, { code: "NULL_NOT_ALLOWED" }, name, depth);
    }
  }

  /** Tells why a field was answered without some of what it requires. */
  explainPart(place: Data, facts: readonly RequiredFact[], responseName: string, depth: number): void {
    if (this.faults.all.length > 0) this.#tellOnce(faultsBehind(facts, place, this.faults, false), responseName, depth);
  }

  /** Tells that a field holds what its agency said before. */
  explainStale(place: Data, { key, name }: ExpectedField, depth: number): void {
    this.#tellOnce(this.faults.at(place, key).filter(isStale), name, depth);
  }

  /** Tells why an item is null of the list that stands at `key`. */
  explainItem(place: Data, key: string, index: number, depth: number, required: boolean): void {
    let explained = false;
    if (this.faults.all.length > 0) {
      for (const fault of this.faults.at(place, key, index)) {
        explained = true;
        this.#tellFault(fault, undefined, depth + 1);
      }
    }
    if (!explained && required) {
      this.tell("Cannot return null for a non-nullable item.", { code: "NULL_NOT_ALLOWED" }, undefined, depth + 1);
    }
  }

  tell(
    message: string,
    extensions: Readonly<Record<string, unknown>>,
    responseName: string | number | undefined,
    depth: number,
  ): void {
    if (this.errors.length >= MOST_ERRORS) return this.#tellOfMore();
    const path = this.path.slice(0, depth);
    if (responseName !== undefined) path.push(responseName);
    this.errors.push(new GraphQLError(message, { path, extensions }));
  }

  /** Tells that a selection is denied: once, at its first place, in however many objects of a list it is null. */
  tellDenied(denial: Readonly<Record<string, unknown>>, depth: number): void {
    let selection = "";
    for (let index = 0; index < depth; index++)
      if (typeof this.path[index] === "string") selection += `.${this.path[index]}`;
    if (this.#denied.has(selection)) return;
    this.#denied.add(selection);
    this.tell("You may not see this field.", denial, undefined, depth);
  }

  /** Tells the faults that no null of the answer was explained by. */
  tellRest(): void {
    for (const fault of this.faults.all) {
      if (fault.told || this.errors.length > MOST_ERRORS) continue;
      fault.told = true;
      this.errors.push(new GraphQLError(fault.message, { extensions: withSubgraph(fault) }));
    }
  }

  #tellOfMore(): void {
    if (this.errors.length > MOST_ERRORS) return;
    const message = `More than ${MOST_ERRORS} errors: the others are not listed.`;
    this.errors.push(new GraphQLError(message, { extensions: { code: "SUBGRAPH_REPLY_INVALID" } }));
  }

  /** Several parts that failed for one reason are one error at one place. */
  #tellOnce(faults: readonly Fault[], responseName: string, depth: number): void {
    const told = new Set<string>();
    for (const fault of faults) {
      const { code, agency } = fault.extensions;
      const reason = JSON.stringify([fault.subgraph, fault.message, code, agency]);
      if (faults.length > 1 && told.has(reason)) fault.told = true;
      else this.#tellFault(fault, responseName, depth);
      told.add(reason);
    }
  }

  #tellFault(fault: Fault, responseName: string | undefined, depth: number): void {
    if (fault.told && this.errors.length > MANY_ERRORS) return;
    fault.told = true;
    this.tell(fault.message, withSubgraph(fault), responseName, depth);
  }
}

function withSubgraph(fault: Fault): Record<string, unknown> {
  return { ...fault.extensions, subgraph: fault.subgraph };
}
