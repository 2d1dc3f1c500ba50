import type { Owner } from "../shell/owner.js";

/** An owner, or several: a key is known to all who know the thing. */
export type MapOwner = Owner | "SHARED";

/** A type of the graph, as the map shows it. */
export interface MapType {
  readonly name: string;
  readonly kind: "object" | "enum" | "input" | "scalar" | "interface" | "union";
  readonly description: string;
  /** Whose facts it holds; several where agencies know the same thing, as a participant. */
  readonly owners: readonly Owner[];
  /** Of objects, interfaces and inputs. */
  readonly fields: readonly MapField[];
  /** Of enums. */
  readonly values: readonly { readonly name: string; readonly description: string }[];
}

export interface MapField {
  readonly name: string;
  /** As the SDL writes it: `[Permission!]`. */
  readonly type: string;
  /** The type that it leads to, lists and pages left out: `Permission`. */
  readonly leadsTo: string;
  readonly args: readonly MapArgument[];
  readonly description: string;
  readonly owner: MapOwner;
  readonly guard: Guard;
  /** Whether the answer to it is worked out from what other agencies say as well. */
  readonly derived: boolean;
}

export interface MapArgument {
  readonly name: string;
  readonly type: string;
  readonly description: string;
}

/** What the SDL says of who may read: anybody, whoever may read the object, whoever is known, a group, or a scope. */
export type Guard =
  | { readonly by: "nothing" | "object" | "login" }
  | { readonly by: "group"; readonly name: string }
  | { readonly by: "scope"; readonly name: string };

export interface SchemaMap {
  readonly types: readonly MapType[];
  /** The picture, as SVG without colours of its own. */
  readonly picture: string;
}
