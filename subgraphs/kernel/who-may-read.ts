import { IDENTIFY, type Group } from "../../schema/groups.js";

/*
 * The directives that say who may read a field, for `@Directive` of type-graphql.
 */

export const AUTHENTICATED = "@authenticated";

/** For what says who somebody is. */
export const IDENTIFYING = `@requiresScopes(scopes: [["${IDENTIFY}"]])`;

/** For those who may read the group. */
export function forGroup(group: Group): string {
  return `@policy(policies: [["${group}"]])`;
}
