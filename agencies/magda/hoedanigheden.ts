/** What an asker may see in a capacity (hoedanigheid), as laid down when it was connected to the platform. */
export interface Machtiging {
  /** Which OCMW pays or decides, and which sickness fund decides. */
  organisaties: boolean;
  periodes: boolean;
  /** The rights in a dossier of DG HAN. */
  rechten: boolean;
}

/** The capacities that the platform knows: ours, and a narrower one in which it leaves elements out. */
export const HOEDANIGHEDEN: ReadonlyMap<string, Machtiging> = new Map([
  ["ama-wse", { organisaties: true, periodes: true, rechten: true }],
  ["ama-wse-beperkt", { organisaties: false, periodes: false, rechten: false }],
]);
