/**
 * The root of subscriptions. Written as SDL: the decorators of type-graphql would want a source of events for each
 * subscriber, where here one event is answered once for all who ask the same under the same mandate.
 */
export const SUBSCRIPTION_SDL = /* GraphQL */ `
  extend schema {
    subscription: Subscription
  }

  """
  Abonnementen. What is told as it happens, over a WebSocket or as server-sent events.
  """
  type Subscription {
    """
    Wijzigingen bij deelnemers. Each change that an agency tells of, about persons in the asker's sight, as it happens. Ends
    with CURSOR_EXPIRED where what happened since \`after\` is no longer kept, with TOKEN_EXPIRED when the login ends, and with
    SUBSCRIPTION_MOVED when the gateway wants its clients to come back: subscribe again \`after\` the last cursor. Whoever
    reads slower than things happen is told the latest of each person. Refused where it selects \`accessLog\`.
    """
    participantChanged(
      "Only these persons, 1 to 200, by ids that this graph gave out. All in sight when left out, for those who may list persons."
      ids: [ID!]
      "Samenwerkingsverband. Only persons guided in this partnership or referred to it."
      partnership: ID
      "Soorten. Only these kinds of change, 1 or more, of those that the asker may hear of."
      kinds: [ChangeKind!]
      "Cursor of the last change that was received: goes on after it."
      after: ID
      "Whether to begin with how things stand, one SNAPSHOT for each of ids, null where the query by id gives null. With after, only where that has expired."
      snapshot: Boolean = false
    ): ParticipantChange! @authenticated @policy(policies: [["person-by-id"]])
    """
    Wijzigingen bij samenwerkingsverbanden. Each change that an agency tells of, about partnerships, their agreements and
    their funding, as it happens. Ends as \`participantChanged\` does.
    """
    partnershipChanged(
      "Only these partnerships, 1 to 200; all when left out."
      ids: [ID!]
      "Soorten. Only these kinds of change, 1 or more, of those that the asker may hear of."
      kinds: [ChangeKind!]
      "Cursor of the last change that was received: goes on after it."
      after: ID
      "Whether to begin with how things stand, one SNAPSHOT for each of ids, null where the query by id gives null. With after, only where that has expired."
      snapshot: Boolean = false
    ): PartnershipChange! @authenticated
    """
    Toestand van de instanties. How well each agency's system answers: all four at first, then whichever is in another
    state or was asked anew. Anybody may ask.
    """
    agencyStatusChanged: AgencyStatus!
  }
`;
