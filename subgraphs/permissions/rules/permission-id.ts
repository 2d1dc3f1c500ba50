import { Refusal } from "../../../schema/faults.js";

/**
 * The graph's id of a permission: the participant's sealed id, a dot, and the network's own number, sealed as well. So a permission is
 * found again through its participant, and says nothing about whose it is to those without the key.
 */
export function permissionId(participantId: string, number: string): string {
  return `${participantId}.${number}`;
}

/** @throws Refusal ARGUMENT_INVALID for an id that is not of that form */
export function readPermissionId(id: string): { participantId: string; number: string } {
  const [, participantId, number] = /^([\w-]{28})\.(.+)$/.exec(id) ?? [];
  if (!participantId || !number)
    throw new Refusal("ARGUMENT_INVALID", "Not the id of a permission that this graph gave out.");
  return { participantId, number };
}
