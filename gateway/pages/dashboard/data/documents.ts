/*
 * The documents this page sends, as the gateway trusts them.
 */
export { default as AGENCIES_NOW } from "../../../../schema/operations/agencies-now.graphql";
export { default as AGENCY_CHANGES } from "../../../../schema/operations/dashboard-agency-changes.graphql";
export { default as ASSESSMENTS } from "../../../../schema/operations/dashboard-assessments.graphql";
export { default as FINDINGS } from "../../../../schema/operations/dashboard-findings.graphql";
export { default as FUNDING } from "../../../../schema/operations/dashboard-funding.graphql";
export { default as PARTICIPANT } from "../../../../schema/operations/dashboard-participant.graphql";
export { default as PARTICIPANT_CHANGES } from "../../../../schema/operations/dashboard-participant-changes.graphql";
export { default as PARTICIPANT_NOW } from "../../../../schema/operations/dashboard-participant-now.graphql";
export { default as PARTNERSHIP } from "../../../../schema/operations/dashboard-partnership.graphql";
export { default as PARTNERSHIP_CHANGES } from "../../../../schema/operations/dashboard-partnership-changes.graphql";
export { default as PARTNERSHIP_NOW } from "../../../../schema/operations/dashboard-partnership-now.graphql";
export { default as PARTNERSHIPS } from "../../../../schema/operations/dashboard-partnerships.graphql";
export { default as READINESS } from "../../../../schema/operations/dashboard-readiness.graphql";
export { default as REFERRED_READINESS } from "../../../../schema/operations/dashboard-referred-readiness.graphql";
export { default as VIEWER } from "../../../../schema/operations/viewer.graphql";
export { default as YEAR_LINE } from "../../../../schema/operations/dashboard-year-line.graphql";
