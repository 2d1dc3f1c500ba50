import { Command } from "commander";
import { agencyCommand } from "./commands/agency.js";
import { auditCommand } from "./commands/audit.js";
import { documentsCommand } from "./commands/documents.js";
import { doctorCommand } from "./commands/doctor.js";
import { gatewayCommand } from "./commands/gateway.js";
import { pagesCommand } from "./commands/pages.js";
import { schemaCommand } from "./commands/schema.js";
import { startCommand } from "./commands/start.js";
import { statementCommand } from "./commands/statement.js";
import { subgraphCommand } from "./commands/subgraph.js";
import { supergraphCommand } from "./commands/supergraph.js";
import { tokenCommand } from "./commands/token.js";

/** Everything that `ama` can do. */
export const program = new Command("ama")
  .description("AMA WSE in one graph: VDAB, sickness funds and OCMWs, maatwerkbedrijven, Departement WSE.")
  .showHelpAfterError()
  .addCommand(startCommand)
  .addCommand(gatewayCommand)
  .addCommand(subgraphCommand)
  .addCommand(agencyCommand)
  .addCommand(schemaCommand)
  .addCommand(supergraphCommand)
  .addCommand(pagesCommand)
  .addCommand(tokenCommand)
  .addCommand(documentsCommand)
  .addCommand(auditCommand)
  .addCommand(statementCommand)
  .addCommand(doctorCommand);
