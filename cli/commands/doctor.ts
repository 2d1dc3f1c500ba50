import { Command } from "commander";
import { readSettings } from "../../platform/settings.js";
import { command, say } from "../run-command.js";

export const doctorCommand = new Command("doctor")
  .description("Look at the configuration and at everything the graph stands on: what is wrong, and what to do.")
  .addHelpText(
    "after",
    `
One line each for the configuration, the four agencies, the drop folder, Redis and the access log. Fails when something needed is wrong.
No secret is printed.

Examples:
  $ ama doctor
  $ DATABASE_URL=postgres://ledger@10.0.0.9/ledger ama doctor`,
  )
  .action(command(doctor));

async function doctor(): Promise<void> {
  const settings = readSettings();
  const { examine } = await import("../examine.js");
  const findings = [
    { well: true, subject: "configuration", words: `every variable is well-formed (NODE_ENV is ${settings.NODE_ENV})` },
    ...(await examine(settings)),
  ];
  for (const { well, subject, words } of findings) say(`${well ? "well " : "WRONG"}  ${subject.padEnd(15)} ${words}`);
  if (findings.some(({ well }) => !well)) process.exitCode = 1;
}
