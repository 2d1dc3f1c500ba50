import { readFileSync } from "node:fs";

/** Where the package is, whether the sources run or the built program. */
export const PACKAGE_FOLDER = inPackage("");

/** Where the contract is kept. */
export const SCHEMA_FOLDER = inPackage("schema/");

/** Where the trusted documents are kept. */
export const OPERATIONS_FOLDER = inPackage("schema/operations/");

/** A document of the contract as it is kept; empty when it is not there. */
export function readSchemaDocument(name: string): string {
  try {
    return readFileSync(new URL(name, SCHEMA_FOLDER), "utf8");
  } catch {
    return "";
  }
}

function inPackage(path: string): URL {
  const here = new URL(import.meta.url);
  const above = here.pathname.includes("/dist/cli/") ? "../../" : "../";
  return new URL(above + path, here);
}
