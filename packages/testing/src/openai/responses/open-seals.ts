import { Refusal } from "../refusal.ts";
import { type SealedContent, type SealOwner, unseal } from "../seal.ts";
import type { InputItem } from "./check-item.ts";

/** What the sealed items of an input carry, by item. */
export type OpenedSeals = ReadonlyMap<InputItem, SealedContent>;

/**
 * Opens the sealed items of an input. Reasoning without a seal is looked up by its id.
 *
 * @param stored - items of stored responses, by id.
 * @throws Refusal `invalid_encrypted_content`, or a 404 where reasoning has no seal and is not stored.
 */
export function openSeals(
  items: readonly InputItem[],
  owner: SealOwner,
  stored: (id: string) => Readonly<Record<string, unknown>> | undefined,
): OpenedSeals {
  const opened = new Map<InputItem, SealedContent>();
  for (const item of items) {
    if (item.type !== "reasoning" && item.type !== "compaction") continue;
    const blob = item.encrypted_content ?? stored(String(item.id))?.encrypted_content;
    if (typeof blob !== "string") {
      if (item.id === undefined || item.id === null) continue;
      throw notFound(String(item.id));
    }
    const content = unseal(blob, item.type, owner);
    if (content === undefined) throw unverified(item, blob);
    opened.set(item, content);
  }
  return opened;
}

/** An item that is referred to and not stored. */
export function notFound(id: string): Refusal {
  return new Refusal(
    `Item with id '${id}' not found. Items are not persisted when \`store\` is set to false. Try again with \`store\` set to true, or remove this item from your input.`,
    { status: 404, param: "input" },
  );
}

function unverified({ id }: InputItem, blob: string): Refusal {
  const name = typeof id === "string" ? `for item ${id}` : `${blob.slice(0, 4)}...${blob.slice(-4)}`;
  return new Refusal(
    `The encrypted content ${name} could not be verified. Reason: Encrypted content could not be decrypted or parsed.`,
    { code: "invalid_encrypted_content" },
  );
}
