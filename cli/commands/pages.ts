import { Command } from "commander";
import { preparePages } from "../prepare-pages.js";
import { command, say } from "../run-command.js";

export const pagesCommand = new Command("pages")
  .description(
    "Build the pages that the gateway serves, in a checkout; `ama start` and `ama gateway` do so by themselves.",
  )
  .addHelpText(
    "after",
    `
Nothing is built when these very sources were built before.

Examples:
  $ ama pages`,
  )
  .action(
    command(async () => {
      say(`The pages are in ${await preparePages(say)}`);
    }),
  );
