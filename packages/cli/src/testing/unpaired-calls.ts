type Fields = Readonly<Record<string, unknown>>;

/**
 * Ids of calls without a result and of results without a call before them, in either of OpenAI's formats. Written against
 * the wire formats alone, so that it shares no mistake with the code that it checks.
 */
export function unpairedCalls(items: readonly object[]): readonly string[] {
  const open = new Set<string>();
  const orphaned: string[] = [];
  for (const item of items as readonly Fields[]) {
    const calls = (item.tool_calls ?? []) as readonly { readonly id: string }[];
    for (const { id } of calls) open.add(id);
    if (item.type === "function_call") open.add(String(item.call_id));
    const answered = item.type === "function_call_output" ? item.call_id : item.tool_call_id;
    if (answered !== undefined && !open.delete(String(answered))) orphaned.push(String(answered));
  }
  return [...open, ...orphaned];
}
