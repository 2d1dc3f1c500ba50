import { registerEnumType } from "type-graphql";

export enum Phase {
  REGISTERED = "REGISTERED",
  SCREENED = "SCREENED",
  ADVISED = "ADVISED",
  REFERRED = "REFERRED",
  PERMISSION_PENDING = "PERMISSION_PENDING",
  PERMITTED = "PERMITTED",
  REFUSED = "REFUSED",
  AGREED = "AGREED",
  ACTIVE = "ACTIVE",
  ENDED = "ENDED",
  OUTFLOW = "OUTFLOW",
}
registerEnumType(Phase, {
  name: "Phase",
  description: "Fase. Where somebody stands on the way through work-oriented activities, today.",
  valuesConfig: {
    REGISTERED: { description: "Ingeschreven: VDAB knows the person, and there is no advice in force." },
    SCREENED: { description: "Gescreend: VDAB has the advice under consideration." },
    ADVISED: { description: "Geadviseerd: the advice is granted, nobody is asked to guide yet." },
    REFERRED: { description: "Toegeleid to a partnership; no statute needs a permission." },
    PERMISSION_PENDING: { description: "Wacht op toelating for at least one statute." },
    PERMITTED: { description: "Toegelaten: every permission needed is in force; there is no agreement yet." },
    REFUSED: { description: "Geweigerd: VDAB's advice or a permission needed was refused." },
    AGREED: { description: "Overeengekomen: an agreement starts later." },
    ACTIVE: { description: "Actief: an agreement runs. Whether it may is for readiness to tell." },
    ENDED: { description: "Beëindigd: every agreement is past, and no outflow is recorded." },
    OUTFLOW: { description: "Doorgestroomd: no agreement runs, and VDAB recorded an outflow." },
  },
});
