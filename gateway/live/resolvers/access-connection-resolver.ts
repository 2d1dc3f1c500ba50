import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { ParticipantId } from "../../../schema/identifiers.js";
import { AccessConnection } from "../entities/access.js";
import type { LiveContext } from "../live-subgraph.js";

@Resolver(() => AccessConnection)
export class AccessConnectionResolver {
  @FieldResolver()
  totalCount(@Root() { participant }: { participant: ParticipantId }, @Ctx() { accessLog }: LiveContext) {
    return accessLog.count(participant);
  }
}
