import type { Capacity, Purpose } from "../../../schema/mandate.js";

/** What a page is given when somebody logged in. */
export interface Login {
  readonly token: string;
  /** Told when it is to be renewed: who has another one already is given that. */
  readonly version: string;
  readonly expiresInSeconds: number;
  readonly caller: LoggedIn;
  /** Which persona of the development issuer, where one was chosen by a click. */
  readonly persona?: string;
}

/** What a page is told when its reader logged out here. */
export interface LoggedOut {
  /** Whether the issuer may still know who this was, and let it in again without a word. */
  readonly issuerMayRemember: boolean;
  /** Where the issuer asks its reader whether to leave there too (OpenID Connect RP-Initiated Logout). */
  readonly endSessionEndpoint?: string;
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
