import { Kind, type GraphQLResolveInfo, type SelectionSetNode } from "graphql";

/** Whether a question asks for a field of what the resolver gives, so that what that field needs can be asked for meanwhile. */
export function asksField(
  { fieldNodes, fragments }: Pick<GraphQLResolveInfo, "fieldNodes" | "fragments">,
  name: string,
) {
  return fieldNodes.some(({ selectionSet }) => asks(selectionSet));

  function asks(selectionSet: SelectionSetNode | undefined): boolean {
    return (selectionSet?.selections ?? []).some((selection) => {
      if (selection.kind === Kind.FIELD) return selection.name.value === name;
      return asks(
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection.selectionSet
          : fragments[selection.name.value]?.selectionSet,
      );
    });
  }
}
