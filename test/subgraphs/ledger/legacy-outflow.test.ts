import { describe, expect, it } from "@jest/globals";
import { legacyOutflow } from "../../../subgraphs/ledger/rules/legacy-outflow.js";

const of = (participants: number | null, socialEconomy: number, workExperience: number, regularCircuit: number) => {
  const { participants: all, outflow } = legacyOutflow(
    { participants, socialEconomy, workExperience, regularCircuit },
    5,
  );
  return [all, ...(outflow ?? []).map((cell) => (cell.suppressed ? "few" : cell.participants))];
};

describe("where people went after an outflow project", () => {
  it("is told where no number is of a few", () => {
    expect(of(48, 13, 9, 6)).toEqual([48, 13, 9, 6]);
    expect(of(27, 8, 0, 5)).toEqual([27, 8, 0, 5]);
  });

  it("is withheld where it is of a few, with another by which it could be worked out", () => {
    const [all, social, work, regular] = of(36, 11, 7, 3);
    expect([all, regular]).toEqual([36, "few"]);
    // With 36 in all and 11 and 7 known, those who went nowhere must be withheld too, or one of these.
    expect([social, work].filter((cell) => cell === "few").length).toBeLessThanOrEqual(1);
    expect(of(3, 3, 0, 0)[0]).toBeNull();
    expect(of(null, 3, 9, 9)).toEqual([null, "few", 9, 9]);
  });

  it("is not known where the department does not know it", () => {
    const none = { socialEconomy: null, workExperience: 3, regularCircuit: 3 };
    expect(legacyOutflow({ participants: 3, ...none }, 5)).toEqual({ participants: null, outflow: null });
    expect(legacyOutflow({ participants: 30, ...none }, 5)).toEqual({ participants: 30, outflow: null });
  });
});
