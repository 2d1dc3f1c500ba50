/** That something about a person changed in a service. */
export interface Mutatie {
  datum: string;
  /** The moment, where it is known. */
  tijdstip?: string;
  dienst: string;
  insz: string;
}
