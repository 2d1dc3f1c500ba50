import { registerEnumType } from "type-graphql";

export enum Actor {
  VDAB = "VDAB",
  ADVISORY_PHYSICIAN = "ADVISORY_PHYSICIAN",
  PCSW = "PCSW",
  LEAD = "LEAD",
  MEMBER = "MEMBER",
  DEPARTMENT = "DEPARTMENT",
}
registerEnumType(Actor, {
  name: "Actor",
  description: "Wie moet handelen. Who can set right what is lacking.",
  valuesConfig: {
    VDAB: { description: "VDAB." },
    ADVISORY_PHYSICIAN: { description: "De adviserend arts van het ziekenfonds." },
    PCSW: { description: "Het OCMW." },
    LEAD: { description: "De penhouder van het samenwerkingsverband." },
    MEMBER: { description: "Het begeleidende lid." },
    DEPARTMENT: { description: "Het departement Werk en Sociale Economie." },
  },
});
