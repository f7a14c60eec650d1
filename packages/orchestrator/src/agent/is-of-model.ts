import type { ConversationItem } from "@massgen/core";

/** Whether an item is what a model said, thought or asked for, or what its provider made of it. */
export function isOfModel({ type, role }: ConversationItem): boolean {
  if (role !== undefined) return role === "assistant";
  return type !== undefined && !/_(output|response)$/.test(type);
}
