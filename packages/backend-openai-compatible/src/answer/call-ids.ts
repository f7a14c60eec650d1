import type { ConversationItem } from "@massgen/core";

/** Gives each call of an answer an id that no other call of its conversation has. */
export interface CallIds {
  /** The server's id where it is new; otherwise one that is made from the number of calls so far. */
  claim(wanted: string | undefined): string;
}

/** Made ids are `call` and five digits of base 36: nine letters and digits, the only form that Mistral's templates take. */
export function createCallIds(items: readonly ConversationItem[]): CallIds {
  const used = new Set<string>();
  for (const item of items) if ("call_id" in item && typeof item.call_id === "string") used.add(item.call_id);
  let next = used.size;
  return {
    claim(wanted) {
      let id = wanted ?? "";
      while (id === "" || used.has(id)) {
        id = `call${next.toString(36).padStart(5, "0")}`;
        next++;
      }
      used.add(id);
      return id;
    },
  };
}
