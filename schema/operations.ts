import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { Kind, parse, print, type DocumentNode } from "graphql";

/** A document that front ends and dashboards send: what it asks is known before anybody asks it. */
export interface TrustedDocument {
  /** SHA-256 of `text`, hexadecimal. */
  readonly id: string;
  /** Of its one operation, `ParticipantOnOnePage`. */
  readonly name: string;
  /** Of the file it is kept in, `participant-on-one-page.graphql`. */
  readonly file: string;
  /** The comment it opens with: what it asks, in words. */
  readonly question?: string;
  /** As graphql-js prints it: spaces, commas and comments make no other document. */
  readonly text: string;
  readonly document: DocumentNode;
}

/** Why a text cannot be a trusted document. */
export class DocumentInvalid extends Error {
  override readonly name = "DocumentInvalid";
  readonly faults: readonly string[] = [this.message];
}

/** The documents kept in a folder, by name of their file. @throws DocumentInvalid naming the file */
export function readOperations(folder: URL): TrustedDocument[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".graphql"))
    .sort()
    .map((file) => {
      try {
        const read = readOperation(readFileSync(new URL(file, folder), "utf8"));
        if (read.file !== file) throw new DocumentInvalid(`its operation ${read.name} belongs in ${read.file}`);
        return read;
      } catch (error) {
        throw new DocumentInvalid(`schema/operations/${file}: ${(error as Error).message}`);
      }
    });
}

/**
 * Reads one document: one named query, with the fragments it spreads.
 * @throws DocumentInvalid, GraphQLError when it cannot be parsed
 */
export function readOperation(source: string): TrustedDocument {
  const document = parse(source, { noLocation: true });
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const [operation, ...more] = operations;
  if (!operation || more.length > 0) throw new DocumentInvalid("it must hold exactly one operation");
  const name = operation.name?.value;
  if (name === undefined) throw new DocumentInvalid("its operation must have a name that says what it asks");
  const text = normalise(document);
  const question = openingComment(source);
  return { id: hashText(text), name, file: `${kebab(name)}.graphql`, ...(question && { question }), text, document };
}

export function normalise(document: DocumentNode): string {
  return print(document);
}

export function hashText(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

function openingComment(source: string): string {
  const [comment = ""] = /^(\s*#.*\n)+/.exec(source) ?? [];
  return comment
    .replaceAll(/^\s*#\s*/gm, "")
    .trim()
    .replaceAll(/\s+/g, " ");
}

function kebab(name: string): string {
  return name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "-").toLowerCase();
}
