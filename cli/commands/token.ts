import { Argument, Command } from "commander";
import { PERSONAS } from "../../agencies/acmidm/personas.js";
import { readSettings } from "../../platform/settings.js";
import { StartRefused } from "../../platform/start-refused.js";
import { logIn, LoginFailed } from "../log-in.js";
import { oneOf } from "../one-of.js";
import { command, say } from "../run-command.js";

const NAMES = PERSONAS.map(({ id }) => id);

export const tokenCommand = new Command("token")
  .description("Print an access token of one of the personas of the development issuer, which must be running.")
  .addArgument(new Argument("<persona>", NAMES.join(", ")).argParser(oneOf(NAMES)))
  .addHelpText(
    "after",
    `
\`ama start\` runs the development issuer, on port 4105 (ACMIDM_PORT). Another one: AMA_ISSUER_URL.
The purpose comes with each question, in the header \`ama-purpose\`.

Examples:
  $ ama token lead
  $ curl localhost:4000/graphql -H "authorization: Bearer $(ama token lead)" -H "ama-purpose: GUIDANCE" \\
      -H "content-type: application/json" -d '{"query":"{ viewer { capacity purpose legalContext } }"}'`,
  )
  .action(command(printToken));

async function printToken(persona: string): Promise<void> {
  const { NODE_ENV, AMA_ISSUER_URL } = readSettings();
  if (NODE_ENV === "production")
    throw new StartRefused(["NODE_ENV is production, and personas are for development: log in at the issuer itself"]);
  try {
    say((await logIn(AMA_ISSUER_URL, persona)).token);
  } catch (error) {
    if (error instanceof LoginFailed)
      throw new StartRefused([
        `${error.message}: start the development issuer with \`ama start\`, or name it in AMA_ISSUER_URL`,
      ]);
    throw error;
  }
}
