import { writeFile } from "node:fs/promises";
import { Command } from "commander";
import { command, say } from "../run-command.js";
import { readSchemaDocument, SCHEMA_FOLDER } from "../schema-folder.js";

export const schemaCommand = new Command("schema")
  .description(
    "Compose the contract from the subgraphs' classes and write schema/*.graphql and typed-documents.ts. No agency is asked.",
  )
  .option("--check", "write nothing: compare with what is kept, tell what differs and what would break clients")
  .addHelpText(
    "after",
    `
Examples:
  $ ama schema             write the subgraphs' SDL, the supergraph, the API that clients see and their typed documents
  $ ama schema --check     for CI: fails when what is kept is not what the classes say`,
  )
  .action(
    command(async ({ check }: { check?: boolean }) => {
      const { makeSchemaFiles } = await import("../schema-documents.js");
      const made = await makeSchemaFiles();
      if (check) return checkDocuments(made);
      for (const [name, text] of made) {
        const same = readSchemaDocument(name) === text;
        if (!same) await writeFile(new URL(name, SCHEMA_FOLDER), text);
        say(`${same ? "unchanged" : "written  "}  schema/${name}`);
      }
    }),
  );

async function checkDocuments(made: ReadonlyMap<string, string>): Promise<void> {
  const { compareDocuments } = await import("../compare-documents.js");
  const { differences, breaking } = await compareDocuments(made);
  for (const { name, lines } of differences)
    say([`schema/${name} is not what the classes and operations say:`, ...lines, ""].join("\n"));
  if (breaking.length > 0) say(["Clients would break:", ...breaking.map((text) => `  - ${text}`), ""].join("\n"));
  if (differences.length === 0) return say("What is kept in schema/ is what the classes say.");
  say("Run `ama schema`, look at the difference, and commit it with the change that made it.");
  process.exitCode = 1;
}
