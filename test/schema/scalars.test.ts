import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { buildSchema, getNamedType, type GraphQLObjectType } from "graphql";
import {
  DayScalar,
  EnterpriseNumberScalar,
  InstantScalar,
  InszScalar,
  NisCodeScalar,
  QuarterScalar,
} from "../../schema/scalars.js";

describe("scalars", () => {
  it.each([
    [DayScalar, "2024-02-29"],
    [InstantScalar, "2026-03-31T09:00:00Z"],
    [InstantScalar, "2026-03-31T09:00:00.123+02:00"],
    [QuarterScalar, "2026Q4"],
    [EnterpriseNumberScalar, "0403019261"],
    [NisCodeScalar, "71072"],
  ])("%s accepts %s", (scalar, text) => expect(scalar.parseValue(text)).toBe(text));

  it.each([
    [DayScalar, "2026-02-29"],
    [DayScalar, "2022-11-31"],
    [DayScalar, "31/03/2026"],
    [DayScalar, 20260331],
    [DayScalar, "0000-01-01"],
    [DayScalar, "1899-12-31"],
    [DayScalar, "2026-03-31\n"],
    [InstantScalar, "2026-03-31"],
    [InstantScalar, "2026-03-31T09:00:00"],
    [QuarterScalar, "2026Q5"],
    [QuarterScalar, "2026-Q1"],
    [QuarterScalar, "0000Q1"],
    [NisCodeScalar, "7107"],
    [NisCodeScalar, "71072\u0000"],
    [NisCodeScalar, "00000"],
    [InszScalar, "85073003329"],
    [EnterpriseNumberScalar, "0431150351"],
  ])("%s refuses %s and says how to write it", (scalar, value) => {
    expect(() => scalar.parseValue(value)).toThrow(
      expect.objectContaining({
        message: expect.stringContaining("must be"),
        extensions: { code: "ARGUMENT_INVALID" },
      }),
    );
  });

  it("a refused national number is not repeated in the message", () => {
    expect(() => InszScalar.parseValue("85073003329")).toThrow(/^(?!.*85073003329)/);
  });
});

it("amounts of money are not bounded by Int, which ends at 21 million euros", () => {
  const api = buildSchema(readFileSync(new URL("../../schema/api.graphql", import.meta.url), "utf8"));
  const money = api.getType("Money") as GraphQLObjectType;
  const cents = getNamedType(money.getFields()["cents"]!.type);
  expect(cents.name).toBe("SafeInt");
});
