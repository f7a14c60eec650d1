import type { ConversationItem, FunctionTool } from "@massgen/core";

/** A message of the user. */
export function user(text: string): ConversationItem {
  return { type: "message", role: "user", content: text };
}

/** A conversation's beginning where its words do not matter. */
export const hello: ConversationItem = user("Hello");

/** A tool to call. */
export const readTool: FunctionTool = {
  name: "read",
  parameters: { type: "object", properties: { path: { type: "string" } } },
};
