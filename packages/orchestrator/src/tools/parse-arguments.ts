/** Arguments of a call as its model wrote them: a value, or why there is none, in words for the model. */
export type ParsedArguments = { readonly value: unknown } | { readonly problem: string };

/** Some models write nothing where a tool takes nothing. */
export function parseArguments(text: string): ParsedArguments {
  if (text.trim() === "") return { value: {} };
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 200) : "it cannot be parsed";
    return { problem: `The arguments are no valid JSON: ${reason}. Call the tool again with a JSON object.` };
  }
}
