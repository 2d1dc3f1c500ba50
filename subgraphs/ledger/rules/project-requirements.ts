import {
  ActivationPart,
  OutflowPartnerRole,
  ProjectRequirementKind,
  type OutflowProject,
  type ProjectRequirement,
} from "../entities/outflow-project.js";

/** Composition of a project by the call of September 2012: at least so many partners of each role. */
const PARTNERS: readonly [ProjectRequirementKind, OutflowPartnerRole, number][] = [
  [ProjectRequirementKind.WORK_CARE_PARTNERS, OutflowPartnerRole.WORK_CARE, 2],
  [ProjectRequirementKind.SPECIALISED_MEDIATION_PARTNER, OutflowPartnerRole.SPECIALISED_MEDIATION, 1],
  [ProjectRequirementKind.CARE_PARTNER, OutflowPartnerRole.CARE, 1],
  [ProjectRequirementKind.EMPOWERMENT_PARTNER, OutflowPartnerRole.EMPOWERMENT, 1],
];

/** Parts of the module activeringsbegeleiding, each of them once. */
const MODULE: readonly [ProjectRequirementKind, ActivationPart][] = [
  [ProjectRequirementKind.CARE_IN_MODULE, ActivationPart.CARE],
  [ProjectRequirementKind.EMPOWERMENT_IN_MODULE, ActivationPart.EMPOWERMENT],
  [ProjectRequirementKind.INTERNSHIP_IN_MODULE, ActivationPart.INTERNSHIP],
];

/** What the call asked of a project, held against what the project had. */
export function projectRequirements({
  partners,
  activation,
}: Pick<OutflowProject, "partners" | "activation">): ProjectRequirement[] {
  const roles = partners.map(({ role }) => role);
  return [
    ...PARTNERS.map(([kind, role, required]) =>
      requirement(kind, required, countOf(roles, role), roles.includes(OutflowPartnerRole.UNKNOWN)),
    ),
    ...MODULE.map(([kind, part]) =>
      requirement(kind, 1, countOf(activation, part), activation.includes(ActivationPart.UNKNOWN)),
    ),
  ];
}

function countOf<T>(list: readonly T[], wanted: T): number {
  return list.filter((item) => item === wanted).length;
}

function requirement(
  kind: ProjectRequirementKind,
  required: number,
  found: number,
  someUnknown: boolean,
): ProjectRequirement {
  const met = found >= required;
  return { kind, required, found, met: !met && someUnknown ? null : met };
}
