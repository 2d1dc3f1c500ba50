import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { Command } from "commander";
import { buildSchema, GraphQLError, validate } from "graphql";
import { admissionLimitsOf, atMost } from "../../gateway/admission/admission-limits.js";
import { checkSize } from "../../gateway/admission/check-size.js";
import { compileCost } from "../../gateway/admission/cost/compile-cost.js";
import { readCostTable } from "../../gateway/admission/cost/cost-table.js";
import { estimateCost } from "../../gateway/admission/cost/estimate-cost.js";
import { measureDocument, type DocumentSize } from "../../gateway/admission/measure-document.js";
import { readSettings } from "../../platform/settings.js";
import { Refusal } from "../../schema/faults.js";
import { DocumentInvalid, readOperation, readOperations, type TrustedDocument } from "../../schema/operations.js";
import { command, say } from "../run-command.js";
import { OPERATIONS_FOLDER, readSchemaDocument, SCHEMA_FOLDER } from "../schema-folder.js";
import { writeTypedDocuments } from "../typed-documents/write-typed-documents.js";

export const documentsCommand = new Command("documents")
  .description("The trusted documents: what front ends and dashboards may ask in production, by their SHA-256.")
  .addHelpText(
    "after",
    `
Examples:
  $ ama documents add ../dashboard/src/waiting-list.graphql
  $ ama documents list`,
  )
  .addCommand(
    new Command("add")
      .description("Check documents against the schema and the limits, and keep them in schema/operations.")
      .argument("<file...>", "GraphQL documents, one named query each")
      .option("--replace", "write over a kept document of the same name: clients that send the old one are refused")
      .addHelpText("after", "\nExamples:\n  $ ama documents add ../dashboard/src/waiting-list.graphql")
      .action(
        command((files: string[], options: { replace?: boolean }) => Promise.resolve(addDocuments(files, options))),
      ),
  )
  .addCommand(
    new Command("list")
      .description("Tell each document's id, cost and depth.")
      .action(command(() => Promise.resolve(listDocuments()))),
  );

/** Why documents are not added: everything that is wrong, at once. */
class DocumentsRefused extends Error {
  override readonly name = "DocumentsRefused";
  constructor(readonly faults: readonly string[]) {
    super(["Nothing was added:", ...faults.map((fault) => `  - ${fault}`)].join("\n"));
  }
}

/** What one document asks of the graph, before anybody gives it variables. */
interface Weighed {
  readonly size: DocumentSize;
  /** Estimated with pages as long as the document itself says, or the schema. */
  readonly cost: number;
}

/** Keeps all of the files, or none. @throws DocumentsRefused */
function addDocuments(files: readonly string[], { replace = false }: { replace?: boolean }): void {
  const weigh = createScales();
  const kept = new Map(readOperations(OPERATIONS_FOLDER).map((one) => [one.file, one]));
  const faults: string[] = [];
  const added: { document: TrustedDocument; weighed: Weighed; source: string }[] = [];
  for (const file of files) {
    try {
      const source = readFileSync(file, "utf8");
      const document = readOperation(source);
      const same = kept.get(document.file);
      if (same && same.id !== document.id && !replace)
        throw new DocumentInvalid(`another ${document.name} is kept: give it another name, or --replace it`);
      added.push({ document, weighed: weigh(document), source });
    } catch (error) {
      faults.push(`${file}: ${explain(error)}`);
    }
  }
  if (faults.length > 0) throw new DocumentsRefused(faults);
  mkdirSync(OPERATIONS_FOLDER, { recursive: true });
  for (const { document, weighed, source } of added) {
    writeFileSync(new URL(document.file, OPERATIONS_FOLDER), source.endsWith("\n") ? source : `${source}\n`);
    say(tellOne(document, weighed));
  }
  const api = buildSchema(readSchemaDocument("api.graphql"));
  const typed = writeTypedDocuments(api, readOperations(OPERATIONS_FOLDER));
  writeFileSync(new URL("typed-documents.ts", SCHEMA_FOLDER), typed);
  say("\nTheir types are in schema/typed-documents.ts. A gateway knows them once it starts with this schema folder.");
}

function listDocuments(): void {
  const weigh = createScales();
  for (const document of readOperations(OPERATIONS_FOLDER)) say(tellOne(document, weigh(document)));
}

function tellOne({ id, name }: TrustedDocument, { cost, size }: Weighed): string {
  return `${id}  ${name.padEnd(28)}  cost ${String(cost).padStart(6)}  depth ${size.depth}  fields ${size.fields}`;
}

/** Weighs documents as a gateway with these settings does. */
function createScales(): (document: TrustedDocument) => Weighed {
  const limits = admissionLimitsOf(readSettings(undefined, []), { open: false });
  const api = buildSchema(readSchemaDocument("api.graphql"));
  const table = readCostTable(readSchemaDocument("supergraph.graphql"), api);
  return ({ document }) => {
    const size = measureDocument(document);
    checkSize(size, limits);
    const [error] = validate(api, document);
    if (error) throw error;
    const costs = compileCost(document, table).map((one) => estimateCost(one, {}, limits));
    const cost = Math.max(...costs);
    if (cost > limits.cost) throw new Refusal("TOO_COSTLY", `it costs ${cost} points, ${atMost("cost", limits)}`);
    return { size, cost };
  };
}

function explain(error: unknown): string {
  if (error instanceof Refusal) return `${error.code}: ${error.message}`;
  if (error instanceof GraphQLError) return error.toString();
  return error instanceof Error ? error.message : String(error);
}
