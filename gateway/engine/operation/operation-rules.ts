import { SingleFieldSubscriptionsRule, specifiedRules } from "graphql";

/**
 * The rules that a document has to fit. Without the one that counts the root fields of a subscription: they may depend on
 * variables, at which graphql-js throws. Who streams subscriptions counts them under their variables.
 */
export const OPERATION_RULES = specifiedRules.filter((rule) => rule !== SingleFieldSubscriptionsRule);
