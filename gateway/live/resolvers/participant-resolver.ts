import { Arg, Ctx, Directive, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { Refusal } from "../../../schema/faults.js";
import type { ParticipantId } from "../../../schema/identifiers.js";
import { createCursors } from "../../../schema/seal.js";
import { AccessConnection } from "../entities/access.js";
import { Participant } from "../entities/participant.js";
import type { LiveContext } from "../live-subgraph.js";
import { PAGED, pageOfLooks } from "../page-of-looks.js";
import { mayReadAccessLog } from "../rules/may-read-access-log.js";

@Resolver(() => Participant)
export class ParticipantResolver {
  @Directive(PAGED)
  @Directive('@policy(policies: [["access-log"]])')
  @FieldResolver(() => AccessConnection, {
    nullable: true,
    description:
      "Raadplegingen. Who was told something of this person, newest first. For the person concerned and for inspectors; reading it is written down as well. A subscription cannot select it.",
  })
  async accessLog(
    @Root() participant: Participant,
    @Ctx() { mandate, accessLog, seal, ids }: LiveContext,
    @Arg("first", () => Int, { nullable: true, description: "How many: 50 unless told, 200 at most." })
    first?: number | null,
    @Arg("after", () => String, { nullable: true, description: "Cursor of the item to go on after." })
    after?: string | null,
  ) {
    const id = ids.renew(participant.id);
    if (!mandate || !mayReadAccessLog(mandate, id)) throw new Refusal("UNAUTHORIZED_FIELD_OR_TYPE");
    const fields = ["Participant.accessLog"];
    const { capacity, organisation, subject } = mandate;
    const cursors = createCursors(seal, [...fields, id, capacity, organisation, subject]);
    const page = await pageOfLooks(accessLog, id as ParticipantId, cursors, { first, after });
    await accessLog.append([{ mandate, agency: null, byRule: false, participants: [id], fields }]);
    return page;
  }
}
