import { readdirSync, readFileSync } from "node:fs";

/** A document of schema/operations as it is kept, with the question it answers in the comment that opens it. */
export interface OperationSource {
  /** Of its file, without the ending: `participant-on-one-page`. */
  readonly file: string;
  readonly question: string;
  readonly text: string;
}

export function readOperationSources(folder: URL): OperationSource[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".graphql"))
    .sort()
    .map((file) => {
      const text = readFileSync(new URL(file, folder), "utf8");
      const opening = /^(?:#.*\n)*/.exec(text)![0];
      const question = opening.replaceAll(/^# ?/gm, "").replaceAll("\n", " ").trim();
      return { file: file.replace(/\.graphql$/, ""), question, text };
    });
}
