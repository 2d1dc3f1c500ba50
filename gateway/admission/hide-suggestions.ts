/** A complaint of graphql-js without the names it proposes: they tell the schema to whoever guesses long enough. */
export function hideSuggestions(message: string): string {
  return message.replace(/ ?Did you mean [^?]*\?/g, "");
}
