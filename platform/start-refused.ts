/** Why a program does not start: everything that is wrong, at once, each with what to do. */
export class StartRefused extends Error {
  override readonly name = "StartRefused";
  constructor(readonly faults: readonly string[]) {
    super(["Cannot start:", ...faults.map((fault) => `  - ${fault}`)].join("\n"));
  }
}
