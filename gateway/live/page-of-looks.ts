import type { AccessLog, LookPage } from "../../platform/access-log/access-log.js";
import type { LoggedLook } from "../../platform/access-log/look.js";
import { Refusal } from "../../schema/faults.js";
import type { ParticipantId } from "../../schema/identifiers.js";
import { NO_ORGANISATION } from "../../schema/mandate.js";
import type { Cursors } from "../../schema/seal.js";
import type { Access, AccessEdge, PageInfo } from "./entities/access.js";

const DEFAULT_PAGE = 50;
const LARGEST_PAGE = 200;

export const PAGED = `@listSize(assumedSize: ${DEFAULT_PAGE}, slicingArguments: ["first"], sizedFields: ["edges"], requireOneSlicingArgument: false)`;

/**
 * One page of the looks at a participant, newest first.
 * @throws Refusal ARGUMENT_INVALID, CURSOR_INVALID; Fault ACCESS_LOG_UNAVAILABLE
 */
export async function pageOfLooks(
  accessLog: AccessLog,
  participant: ParticipantId,
  cursors: Cursors,
  { first, after }: { first?: number | null | undefined; after?: string | null | undefined },
): Promise<{ edges: AccessEdge[]; pageInfo: PageInfo; participant: ParticipantId }> {
  const size = first ?? DEFAULT_PAGE;
  if (size < 1 || size > LARGEST_PAGE)
    throw new Refusal("ARGUMENT_INVALID", `\`first\` must be between 1 and ${LARGEST_PAGE}.`);
  const looks = await accessLog.list(participant, {
    first: size + 1,
    ...(after && { after: readPlace(cursors.read(after)) }),
  });
  const edges = looks.slice(0, size).map((look) => ({ cursor: cursors.write(writePlace(look)), node: asAccess(look) }));
  const pageInfo = { hasNextPage: looks.length > size, endCursor: edges.at(-1)?.cursor ?? null };
  return { edges, pageInfo, participant };
}

function asAccess({ organisation, organisationName: name, ...look }: LoggedLook): Access {
  const { at, capacity, purpose, legalContext, agency, fields, byRule, requestId } = look;
  const own = organisation === NO_ORGANISATION;
  const asked = { organisation: own ? null : { enterpriseNumber: organisation }, organisationName: own ? null : name };
  return { at, ...asked, capacity, purpose, legalContext, agency, fields, byRule, requestId };
}

function writePlace({ at, chain, seq }: LoggedLook): string {
  return `${at} ${chain} ${seq}`;
}

/** @throws Refusal CURSOR_INVALID */
function readPlace(place: string): NonNullable<LookPage["after"]> {
  const [, at, chain, seq] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (\d{1,9}) (\d{1,9})$/.exec(place) ?? [];
  if (!at || Number.isNaN(Date.parse(at))) throw new Refusal("CURSOR_INVALID");
  return { at, chain: Number(chain), seq: Number(seq) };
}
