import { z } from "zod";

/** What operators chose in a folder of versions: its `release.json`. Where it is not there the newest version serves. */
export const ReleaseChoice = z.strictObject({
  /** The version that serves; the newest where it is left out. */
  serve: z.string().optional(),
  /** The one that served before, to which one rolls back. */
  before: z.string().optional(),
  /** Whether it serves although a subgraph is lost by it. */
  force: z.boolean().default(false),
  canary: z
    .strictObject({
      version: z.string(),
      percent: z.number().min(0).max(100),
      by: z.enum(["caller", "request"]).default("caller"),
    })
    .optional(),
});
export type ReleaseChoice = z.output<typeof ReleaseChoice>;

export const NEWEST: ReleaseChoice = { force: false };

/** What was chosen cannot be. */
export class ChoiceRefused extends Error {
  override readonly name = "ChoiceRefused";
  readonly faults: readonly string[];
  constructor(fault: string) {
    super(fault);
    this.faults = [fault];
  }
}

/**
 * The version that serves.
 * @param versions all there are, oldest first
 * @throws ChoiceRefused
 */
export function servingOf(choice: ReleaseChoice, versions: readonly string[]): string {
  const serving = choice.serve ?? versions.at(-1);
  if (serving === undefined)
    throw new ChoiceRefused("there is no version of a supergraph: add one with `ama supergraph add FILE`");
  return checkKnown(serving, versions);
}

/** Serves a version from now on; what was tried out is not tried out any more. @throws ChoiceRefused */
export function use(
  choice: ReleaseChoice,
  versions: readonly string[],
  version: string,
  force: boolean,
): ReleaseChoice {
  const serving = choice.serve ?? versions.at(-1);
  const before = serving === version ? choice.before : serving;
  return { serve: checkKnown(version, versions), ...(before !== undefined && { before }), force };
}

/** Serves what served before; without a word on that, the version that is just older. @throws ChoiceRefused */
export function rollBack(choice: ReleaseChoice, versions: readonly string[], force: boolean): ReleaseChoice {
  const serving = servingOf(choice, versions);
  const back = choice.before ?? versions[versions.indexOf(serving) - 1];
  if (back === undefined) throw new ChoiceRefused(`there is no version before ${serving}`);
  return { serve: checkKnown(back, versions), force };
}

/** Answers a share of the requests by another version. @throws ChoiceRefused */
export function tryOut(
  choice: ReleaseChoice,
  versions: readonly string[],
  canary: NonNullable<ReleaseChoice["canary"]>,
): ReleaseChoice {
  const serving = servingOf(choice, versions);
  if (canary.version === serving) throw new ChoiceRefused(`${serving} serves all already`);
  // Else a canary that is the newest would serve all.
  return { ...choice, serve: serving, canary: { ...canary, version: checkKnown(canary.version, versions) } };
}

function checkKnown(version: string, versions: readonly string[]): string {
  if (versions.includes(version)) return version;
  throw new ChoiceRefused(`there is no version ${version}: \`ama supergraph list\` names those there are`);
}
