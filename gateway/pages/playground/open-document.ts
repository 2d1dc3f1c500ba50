import { useGraphiQL, useGraphiQLActions } from "@graphiql/react";
import { buildSchema, Kind, parse, type GraphQLSchema, type OperationDefinitionNode } from "graphql";
import sdl from "ama:api";
import { sampleVariables } from "./sample-variables.js";

/** What clients may ask, as the gateway serves it: known without asking, to those who are not logged in as well. */
export const apiSchema: GraphQLSchema = buildSchema(sdl, { assumeValidSDL: true });

/**
 * Opens a document in a tab of its own, with values for its variables; an empty tab is taken for it. Undefined as long
 * as the editor is not there yet.
 */
export function useOpenDocument(): ((text: string) => void) | undefined {
  const { queryEditor, variableEditor } = useGraphiQL(({ queryEditor, variableEditor }) => ({
    queryEditor,
    variableEditor,
  }));
  const actions = useGraphiQLActions();
  if (!queryEditor || !variableEditor) return undefined;
  return (text) => {
    if (queryEditor.getValue().trim()) actions.addTab();
    queryEditor.setValue(text);
    variableEditor.setValue("");
    // On a phone the list covers what it opened.
    if (innerWidth < 800) actions.setVisiblePlugin(null);
    const operation = operationIn(text);
    if (!operation?.variableDefinitions?.length) return;
    void sampleVariables(operation, apiSchema).then((values) => {
      if (queryEditor.getValue() === text) variableEditor.setValue(JSON.stringify(values, null, 2));
    });
  };
}

/** Undefined also where the text is no document: an address may hold anything, and the editor shows what is wrong. */
function operationIn(text: string): OperationDefinitionNode | undefined {
  try {
    return parse(text).definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  } catch {
    return undefined;
  }
}
