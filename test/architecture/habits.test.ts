import { basename } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { readSources } from "../support/sources.js";

const sources = readSources();

describe("habits", () => {
  test("no file is a drawer", () => {
    const drawers = /^(index|utils?|helpers?|common|manager|base|misc|shared)\.tsx?$/;
    const found = sources.filter(({ path }) => drawers.test(basename(path)));
    expect(found.map(({ path }) => `${path}: name the idea it holds, or everything ends up in it`)).toEqual([]);
  });

  test("files are named in lower case with dashes", () => {
    const found = sources.filter(({ path }) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.test|\.d)?\.tsx?$/.test(basename(path)));
    expect(found.map(({ path }) => `${path}: one way of writing names, so that they can be guessed`)).toEqual([]);
  });

  test("nothing is exported by default", () => {
    const found = sources.filter(({ text }) => /^export default\b/m.test(text));
    expect(found.map(({ path }) => `${path}: a thing has one name, the same wherever it is imported`)).toEqual([]);
  });

  test("nothing is left for later", () => {
    const found = sources.filter(
      ({ text, path }) => /\b(TODO|FIXME|XXX)\b/.test(text) && !path.endsWith("habits.test.ts"),
    );
    expect(found.map(({ path }) => `${path}: what is not done is an issue, not a comment`)).toEqual([]);
  });
});
