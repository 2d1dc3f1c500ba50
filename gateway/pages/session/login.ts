import type { Capacity, Purpose } from "../../../schema/mandate.js";

/** What a page is given when somebody logged in. */
export interface Login {
  readonly token: string;
  readonly expiresInSeconds: number;
  readonly caller: LoggedIn;
}

export interface LoggedIn {
  readonly capacity: Capacity;
  /** Absent for a citizen. */
  readonly organisationName?: string;
  /** What may be asked for in this capacity today; the first is taken unless another is chosen. */
  readonly purposes: readonly Purpose[];
  /** Those of them for which no legal ground is established: the asker states it. */
  readonly withoutGround: readonly Purpose[];
}

/** What a page must know before anybody logs in. */
export interface LoginSettings {
  readonly authorizationEndpoint: string;
  /** Where the issuer is told that somebody leaves; absent where it does not want to know. */
  readonly endSessionEndpoint?: string;
  readonly clientId: string;
  readonly scope: string;
  /** In development: who one may be by one click. */
  readonly personas?: readonly PersonaChoice[];
}

export interface PersonaChoice {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly organisationName?: string;
}
