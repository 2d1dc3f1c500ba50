import { registerEnumType } from "type-graphql";

export enum EvidenceKind {
  FORM = "FORM",
  LETTER = "LETTER",
  DECISION = "DECISION",
  UNKNOWN = "UNKNOWN",
}
registerEnumType(EvidenceKind, {
  name: "EvidenceKind",
  description: "Bewijsstuk. On what the decision was written; the guide keeps it.",
  valuesConfig: {
    FORM: { description: 'Formulier "niet-bezoldigde activiteit" to the adviserend arts.' },
    LETTER: { description: "Brief, as OCMWs mostly write it." },
    DECISION: { description: "Beslissing of the competent body." },
    UNKNOWN: { description: "A code that is not in the published list." },
  },
});
