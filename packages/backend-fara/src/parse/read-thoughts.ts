/** What a model says of its reasons: the text before its call, without the marks of reasoning models and of fences. */
export function readThoughts(before: string): string {
  const close = before.lastIndexOf("</think>");
  const after = close === -1 ? "" : clean(before.slice(close));
  return after === "" ? clean(before) : after;
}

function clean(text: string): string {
  const plain = text.replace(/<\/?think(?:ing)?>|<\/?tool_call>/gi, "").trim();
  return plain.replace(/```[a-z]{0,10}$/i, "").trim();
}
