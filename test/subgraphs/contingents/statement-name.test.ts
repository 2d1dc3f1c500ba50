import { describe, expect, it } from "@jest/globals";
import { readStatementName, titleOf } from "../../../subgraphs/contingents/source/drop/statement-name.js";

const read = (name: string) => readStatementName(name, "SV-0057");

describe("the name of a file in the folder of SV-0057", () => {
  it.each([
    "SV-0057_2026Q3.xlsx",
    "sv-0057_2026q3.XLSX",
    "SV-0057_2026Q3 (1).xlsx",
    "kopie van SV-0057_2026Q3.xlsx",
    "SV-0057_2026Q3 - Kopie (2).xlsm",
    "SV0057 2026-Q3 definitief v2.csv",
    "Q3 2026.csv",
    "2026K3.xls",
    "Overzicht 3e kwartaal 2026.pdf",
    "kwartaaloverzicht_2026_3de_kwartaal",
    "SV-0057 quarter 3 2026.xlsx",
  ])("%s is a statement of 2026Q3", (name) => {
    expect(read(name)).toEqual({ kind: "statement", quarter: "2026Q3" });
  });

  it.each([
    ["SV-0058_2026Q3.xlsx", "names another partnership than its folder"],
    ["SV-0057_SV-0058_2026Q3.xlsx", "names another partnership than its folder"],
    ["SV-0057.xlsx", "names no quarter"],
    ["SV-0057_2026Q5.xlsx", "names no quarter"],
    ["SV-0057_2026.xlsx", "names no quarter"],
    ["2026Q3 2026Q4.xlsx", "names more than one quarter"],
    ["SV-0057_2026Q3.xlsx.part", "is an upload that has not ended"],
  ])("%s %s", (name, why) => expect(read(name)).toEqual({ kind: "unknown", why }));

  it.each(["~$SV-0057_2026Q3.xlsx", ".~lock.SV-0057_2026Q3.xlsx#", ".DS_Store", "Thumbs.db"])(
    "%s is left by a program",
    (name) => expect(read(name)).toEqual({ kind: "leftover" }),
  );

  it("is told without what may name a person", () => {
    expect(titleOf("Kopie van SV-0057_2026Q3 (1).xlsx")).toBe("Kopie van SV-0057_2026Q3 (1).xlsx");
    expect(titleOf("2026Q3 Amina 91.63.14-124.62.xlsx")).toBe("2026Q3 ***** **.**.**-***.**.xlsx");
  });
});
