import { Fault, Refusal } from "../../schema/faults.js";
import { Sight, unlessAboutPerson } from "../kernel/authorise.js";
import type { SubgraphContext } from "../kernel/subgraph.js";
import type { GuidanceAgreement } from "./entities/guidance-agreement.js";
import type { Guide } from "./entities/guide.js";
import type { Participant } from "./entities/participant.js";
import type { Loaders } from "./loaders.js";
import { decidesOn, isToldToSee, maySeeAgreement, maySeeGuide, maySeePartnership, sightOf } from "./rules/may-see.js";
import type { CounterFile } from "./source/agreement-reads.js";

type Context = SubgraphContext<Loaders>;
type Known = Pick<Participant, "id" | "referralSight" | "permissionFacts">;

/**
 * A person's file as far as it is in sight: whole, or with the asker's own agreements; else null, as without a file.
 * @throws Refusal OUT_OF_SIGHT where another agency would have to say that the asker is related to the person, and did not
 */
export async function findFile({ id, referralSight }: Known, context: Context): Promise<CounterFile | null> {
  const { mandate } = context.asking;
  const { load } = context;
  switch (sightOf(mandate)) {
    case Sight.EVERYBODY:
      return load.person.load(id);
    case Sight.SELF:
      return mandate.participant === id ? load.person.load(id) : null;
    case Sight.NOBODY:
      return null;
    case Sight.RELATED:
      if (mandate.capacity === "VDAB_MEDIATOR") {
        if (!isToldToSee(mandate, referralSight)) throw new Refusal("OUT_OF_SIGHT");
        return load.person.load(id);
      }
      return cutFile(await unlessAboutPerson(load.person.load(id), null), context);
  }
}

/** The file with the agreements in sight, null without any. One that cannot be read may be the asker's own. */
async function cutFile(file: CounterFile | null, context: Context): Promise<CounterFile | null> {
  const kept = await Promise.all(
    (file?.agreements ?? []).map(async (agreement) =>
      agreement instanceof Fault || (await isOwn(agreement, context)) ? [agreement] : [],
    ),
  );
  const agreements = kept.flat();
  return file && agreements.some((agreement) => !(agreement instanceof Fault)) ? { ...file, agreements } : null;
}

async function isOwn({ organisation, partnershipId }: GuidanceAgreement, context: Context): Promise<boolean> {
  const { mandate } = context.asking;
  return maySeeAgreement(mandate, {
    organisation: organisation.enterpriseNumber,
    lead: await findLead(partnershipId, context),
  });
}

/** Who leads a partnership; asked only for a lead, whom it may concern. */
async function findLead(partnershipId: string, { asking: { mandate }, load }: Context): Promise<string | null> {
  if (mandate.capacity !== "LEAD") return null;
  return (await unlessAboutPerson(load.partnership.load(partnershipId), null))?.lead.enterpriseNumber ?? null;
}

/** Whether a person is in sight by what the counter files, without what others say. */
export async function isGuidedInSight(id: string, context: Context): Promise<boolean> {
  const { mandate } = context.asking;
  if (sightOf(mandate) === Sight.EVERYBODY) return true;
  if (sightOf(mandate) === Sight.SELF) return mandate.participant === id;
  // The counter's own facts relate no mediator to anybody.
  if (mandate.capacity === "VDAB_MEDIATOR") return false;
  return (await findFile({ id }, context)) !== null;
}

/** Whether a person is in sight by anybody's facts. */
export async function isInSight({ id, referralSight }: Known, context: Context): Promise<boolean> {
  return isToldToSee(context.asking.mandate, referralSight) || isGuidedInSight(id, context);
}

/** The file as readiness needs it: whoever decides on a permission does not see it, and is told what follows from it. */
export function findFileBehindReadiness(participant: Known, context: Context): Promise<CounterFile | null> {
  return decidesOn(context.asking.mandate, participant.permissionFacts)
    ? context.load.person.load(participant.id)
    : findFile(participant, context);
}

/**
 * An agreement by its id, null out of sight.
 * @param told what other agencies say of the participant, where it comes along
 */
export async function findAgreement(
  id: string,
  context: Context,
  told: Pick<Participant, "referralSight"> = {},
): Promise<GuidanceAgreement | null> {
  const { mandate } = context.asking;
  const { load } = context;
  if (sightOf(mandate) === Sight.EVERYBODY) return load.agreement.load(id);
  if (sightOf(mandate) === Sight.NOBODY) return null;
  const agreement = await unlessAboutPerson(load.agreement.load(id), null);
  if (!agreement) return null;
  if (sightOf(mandate) === Sight.SELF) return agreement.participant.id === mandate.participant ? agreement : null;
  // A lead and a guide see none but their own, whatever others say; a mediator those of a dossier that it may read.
  if (mandate.capacity === "VDAB_MEDIATOR") return isToldToSee(mandate, told.referralSight) ? agreement : null;
  return (await isOwn(agreement, context)) ? agreement : null;
}

/** A guide by the id, null out of sight. */
export async function findGuide(id: string, context: Context): Promise<Guide | null> {
  const guide = await context.load.guide.load(id);
  if (!guide) return null;
  const lead = await findLead(guide.partnershipId, context);
  return maySeeGuide(context.asking.mandate, { organisation: guide.organisation.enterpriseNumber, lead })
    ? guide
    : null;
}

/** Whether the asker sees the guides whom a member employs for a partnership. */
export async function mayCountGuides(partnershipId: string, organisation: string, context: Context): Promise<boolean> {
  return maySeeGuide(context.asking.mandate, { organisation, lead: await findLead(partnershipId, context) });
}

/** Whether what a partnership's people do together is in sight. */
export async function isPartnershipInSight(partnershipId: string, context: Context): Promise<boolean> {
  return maySeePartnership(context.asking.mandate, { lead: await findLead(partnershipId, context) });
}
