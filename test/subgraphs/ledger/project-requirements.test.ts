import { describe, expect, it } from "@jest/globals";
import { ActivationPart, OutflowPartnerRole } from "../../../subgraphs/ledger/entities/outflow-project.js";
import { projectRequirements } from "../../../subgraphs/ledger/rules/project-requirements.js";

const { WORK_CARE, SPECIALISED_MEDIATION, CARE, EMPOWERMENT, UNKNOWN } = OutflowPartnerRole;
const project = (roles: OutflowPartnerRole[], activation: ActivationPart[]) => ({
  partners: roles.map((role) => ({ name: "an organisation", role })),
  activation,
});
const unmet = (of: ReturnType<typeof project>) =>
  projectRequirements(of)
    .filter(({ met }) => met !== true)
    .map(({ kind, required, found, met }) => [kind, required, found, met]);
const whole = [ActivationPart.CARE, ActivationPart.EMPOWERMENT, ActivationPart.INTERNSHIP];

describe("what the call of September 2012 asked of a project", () => {
  it("is two work-care initiatives, GTB, a care and an empowerment partner, and a whole module", () => {
    expect(unmet(project([WORK_CARE, WORK_CARE, SPECIALISED_MEDIATION, CARE, EMPOWERMENT], whole))).toEqual([]);
    expect(projectRequirements(project([], []))).toHaveLength(7);
  });

  it("names what lacks, and how much", () => {
    expect(
      unmet(project([WORK_CARE, SPECIALISED_MEDIATION, CARE], [ActivationPart.CARE, ActivationPart.INTERNSHIP])),
    ).toEqual([
      ["WORK_CARE_PARTNERS", 2, 1, false],
      ["EMPOWERMENT_PARTNER", 1, 0, false],
      ["EMPOWERMENT_IN_MODULE", 1, 0, false],
    ]);
  });

  it("is not known where a code that nobody knows could be what lacks", () => {
    expect(unmet(project([WORK_CARE, UNKNOWN, SPECIALISED_MEDIATION, CARE, EMPOWERMENT], whole))).toEqual([
      ["WORK_CARE_PARTNERS", 2, 1, null],
    ]);
    expect(
      unmet(project([WORK_CARE, WORK_CARE, SPECIALISED_MEDIATION, CARE, EMPOWERMENT], [ActivationPart.UNKNOWN])),
    ).toHaveLength(3);
  });
});
