/** Whether a text is nothing but a call of a tool, as models write it that were offered none. */
export function isToolCallText(text: string): boolean {
  if (
    /^<[|｜]?(?:tool|function)[_▁ ]?calls?(?:[_▁ ]begin)?[|｜]?>|^<(?:function=|invoke |antml:)|^\[TOOL_CALLS\]/i.test(
      text,
    )
  )
    return true;
  if (!/^[[{]/.test(text)) return false;
  try {
    const value: unknown = JSON.parse(text);
    const calls: readonly unknown[] = Array.isArray(value) ? value : [value];
    return calls.length > 0 && calls.every(isCall);
  } catch {
    return false;
  }
}

function isCall(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const {
    name,
    tool,
    function: body,
    arguments: given,
    parameters,
    input,
  } = value as Readonly<Record<string, unknown>>;
  const isNamed = typeof name === "string" || typeof tool === "string" || typeof body === "string";
  const hasArguments = given !== undefined || parameters !== undefined || input !== undefined;
  return (isNamed && hasArguments) || isCall(body);
}
