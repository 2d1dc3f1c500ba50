import { describe, expect, it } from "@jest/globals";
import { getNamedType, isObjectType, isUnionType, type GraphQLNamedType, type GraphQLSchema } from "graphql";
import { findPopulation } from "../../../subgraphs/kernel/audit/find-population.js";
import { tellsOfPersons } from "../../../subgraphs/kernel/audit/silent-arguments.js";
import { buildSchema } from "../../../subgraphs/kernel/build-schema.js";
import { contingentsSubgraph } from "../../../subgraphs/contingents/subgraph.js";
import { ledgerSubgraph } from "../../../subgraphs/ledger/subgraph.js";
import { permissionsSubgraph } from "../../../subgraphs/permissions/subgraph.js";
import { referralsSubgraph } from "../../../subgraphs/referrals/subgraph.js";

const SCHEMAS = [
  { ...buildSchema(referralsSubgraph), subjects: {} },
  { ...buildSchema(permissionsSubgraph), subjects: permissionsSubgraph.subjects ?? {} },
  { ...buildSchema(contingentsSubgraph), subjects: {} },
  { ...buildSchema(ledgerSubgraph), subjects: {} },
];
const populations = SCHEMAS.map(({ schema, subjects }) => ({ schema, ...findPopulation(schema, subjects) }));
const sorted = (names: Iterable<string>) => [...new Set(names)].sort();
const objectsOf = (schema: GraphQLSchema) =>
  Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !type.name.startsWith("__"));

describe("where people are in the graph", () => {
  it("types that tell of one, and lists of these", () => {
    expect(sorted(populations.flatMap(({ subjects }) => [...subjects.keys()]))).toEqual([
      "AcceptedDaysFact",
      "GuidanceAgreement",
      "GuidanceFinding",
      "ListedElsewhere",
      "Participant",
      "ParticipantComparison",
      "Permission",
      "Referral",
      "SharedParticipant",
    ]);
    expect(sorted(populations.flatMap(({ pages }) => [...pages.keys()]))).toEqual([
      "GuidanceAgreementConnection",
      "ParticipantConnection",
    ]);
  });

  it("whatever is reached without passing one of them is of no person", () => {
    const outside = populations.flatMap(({ schema, subjects, holders }) => {
      const seen = new Set<GraphQLNamedType>();
      const enter = (type: GraphQLNamedType) => {
        if (seen.has(type) || subjects.has(type.name)) return;
        if (isUnionType(type)) for (const one of type.getTypes()) enter(one);
        if (!isObjectType(type)) return;
        seen.add(type);
        for (const field of Object.values(type.getFields())) enter(getNamedType(field.type));
      };
      enter(schema.getQueryType()!);
      return [...seen].map(({ name }) => name).filter((name) => !holders.has(name));
    });
    // How many people there are in a partnership or a year is no look at one of them: counts of everybody, by nobody's criteria.
    expect(sorted(outside)).toEqual([
      ...["AcceptedFacts", "Advance", "AtRisk", "ChangeSinceSettlement", "Contingent"],
      ...["CostPerOutflow", "DurationCell", "DurationStatistics", "ExpectedFigures", "ExpectedFunding"],
      ...["ExpectedTotal", "FilingFact", "FilingFacts", "Finding", "FundingShare"],
      ...["FundingStatistics", "FundingStep", "FundingYear", "Grant", "Guide"],
      ...["IndexEffect", "Insurance", "LegacyOutflow", "LegacyRecognitionFact", "LegacyRegime"],
      ...["Membership", "Money", "Municipality", "Occupancy", "Organisation"],
      ...["OutflowCell", "OutflowPartner", "OutflowProject", "OutflowStatistics", "PageInfo"],
      ...["PaidWorkFact", "Partnership", "PartnershipRegime", "PeopleOnDay", "PermissionDecisionCell"],
      ...[
        "PermissionDecisionStatistics",
        "PermissionLeadTimeCell",
        "PermissionLeadTimeStatistics",
        "ProjectRequirement",
        "Qualification",
      ],
      ...["QuarterlyStatement", "Quartiles", "Query", "ReadingBalance", "ReadingTotal"],
      ...["RecomputedFunding", "Recovery", "SettledStatement", "Settlement", "ShareAfterMonths"],
      ...["SharedDays", "StatementComparison", "StatementFiling", "StatementProblem", "StatementVersion"],
      ...["StatisticShare", "Statistics", "StepInput", "UnassignedFile", "UnitAmount"],
      ...["UnusedContingent", "YearTrajectories", "_Service"],
    ]);
  });

  it("every argument tells something of whoever is found by it, but for these", () => {
    const silent = populations.flatMap(({ schema }) =>
      objectsOf(schema).flatMap((type) =>
        Object.values(isObjectType(type) ? type.getFields() : {}).flatMap((field) =>
          field.args
            .filter(({ name }) => !tellsOfPersons(type.name, field.name, name))
            .map(({ name }) => `${type.name}.${field.name}(${name}:)`),
        ),
      ),
    );
    const paged = ["Partnership.agreements", "Partnership.participants"].concat(
      ["assessmentsDue", "fundingYears", "participants", "partnerships"].map((root) => `Query.${root}`),
    );
    const figures = ["balance", "days", "expected", "sharedDays", "shares", "steps", "subsidy", "trajectories"];
    const worked = figures
      .map((field) => `FundingYear.${field}`)
      .concat(["amount", "days", "daysPaidElsewhere", "trajectories"].map((field) => `ParticipantFunding.${field}`));
    expect(sorted(silent)).toEqual(
      sorted([
        ...paged.flatMap((field) => [`${field}(after:)`, `${field}(first:)`]),
        ...worked.map((field) => `${field}(reading:)`),
        "Query._entities(representations:)",
        "Query.participant(id:)",
      ]),
    );
  });
});
