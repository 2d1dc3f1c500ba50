import { registerEnumType } from "type-graphql";

export enum LegacyScheme {
  SOCIAL_WORKSHOP = "SOCIAL_WORKSHOP",
  EXPERIMENT = "EXPERIMENT",
  OUTFLOW_PROJECT = "OUTFLOW_PROJECT",
  UNKNOWN = "UNKNOWN",
}
registerEnumType(LegacyScheme, {
  name: "LegacyScheme",
  description: "Stelsel van arbeidszorg. The forms of work-oriented care that AMA WSE took over from on 1 April 2021.",
  valuesConfig: {
    SOCIAL_WORKSHOP: { description: "Arbeidszorg in sociale werkplaatsen." },
    EXPERIMENT: { description: "Experimenten in beschutte werkplaatsen en samenwerkingsverbanden." },
    OUTFLOW_PROJECT: { description: "Doorstroomtrajecten, call of September 2012." },
    UNKNOWN: { description: "The department gave a code that is not in the published list." },
  },
});
