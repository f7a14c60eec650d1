import { BackendError, type ConversationItem } from "@massgen/core";
import { isRecord, redact } from "@massgen/core/provider";
import { cleanItem } from "./clean-item.ts";
import { isCompaction, originOf, sealedReasoningOf } from "./origin.ts";

export interface InputItemsOptions {
  /** Name of the backend, for errors. */
  readonly backend: string;
  /** Whose opaque items can be read, see `originTag`. */
  readonly origin: string;
  /** Whether the provider stores nothing, so that an item cannot be named by its id. */
  readonly stateless: boolean;
  /** Whether the provider is known not to be able to read this encrypted content of reasoning. Default: none. */
  readonly isUnreadable?: ((sealed: string) => boolean) | undefined;
}

/** Items of the model whose `id` the API does without; others keep theirs. */
const withOptionalId: ReadonlySet<unknown> = new Set([
  "message",
  "function_call",
  "custom_tool_call",
  "shell_call",
  "apply_patch_call",
  "tool_search_call",
]);

/**
 * Stored items as valid input of a request. Each item is cleaned (see `cleanItem`); a `compaction_trigger` goes, since
 * it belongs to one request only, and `item_reference` goes where nothing is stored. Reasoning that cannot be read any
 * more goes too (made elsewhere, named by an id that is not stored, or known to be unreadable), and with it the `id` of
 * what it led to: by that id the API would ask for the reasoning. So does the `id` of what stands before a compaction without its reasoning, as
 * OpenAI's endpoint is reported to hand out answers of the model (openai-agents-python #2727). Items are never changed in place, and those that need no change are passed on
 * themselves. Applied twice, it changes nothing more.
 *
 * @throws BackendError `undecryptable` for a compaction item that was made elsewhere: what it stands for would be lost;
 * `invalid-request` for an item that is no object.
 */
export function toInputItems(
  items: readonly ConversationItem[],
  { backend, origin, stateless, isUnreadable = () => false }: InputItemsOptions,
): readonly ConversationItem[] {
  const input: ConversationItem[] = [];
  const lastCompaction = items.findLastIndex(isCompactionItem);
  let lostReasoning = false;
  let hasReasoning = false;
  for (const [index, item] of items.entries()) {
    if (!isRecord(item)) throw notAnItem(backend, index);
    const foreign = isForeign(item, origin);
    if (foreign && isCompaction(item)) throw undecryptable(backend, index, originOf(item));
    if (item.type === "compaction_trigger") continue;
    if (item.type === "item_reference" && stateless) {
      // Reasoning in front of it led to what it names.
      while (input.at(-1)?.type === "reasoning") {
        input.pop();
        lostReasoning = true;
      }
      continue;
    }
    if (item.type === "reasoning") {
      const sealed = sealedReasoningOf(item);
      lostReasoning = foreign || (stateless && isBare(item)) || (sealed !== undefined && isUnreadable(sealed));
      if (lostReasoning) continue;
      hasReasoning = true;
    } else if (!isOfModel(item)) {
      lostReasoning = false;
      hasReasoning = false;
    }
    const cleaned = cleanItem(item);
    const isLoose = lostReasoning || (index < lastCompaction && isOfModel(item) && !hasReasoning);
    input.push(isLoose ? withoutId(cleaned) : cleaned);
  }
  return input;
}

function isCompactionItem(item: unknown): boolean {
  return isRecord(item) && isCompaction(item as ConversationItem);
}

function isForeign(item: ConversationItem, origin: string): boolean {
  const made = originOf(item);
  return made !== undefined && made !== origin;
}

/** Reasoning of which only the provider's store knows what it says. */
function isBare(item: ConversationItem): boolean {
  const { encrypted_content: sealed, content } = item;
  const isOpen = Array.isArray(content) && content.length > 0;
  return typeof sealed !== "string" && !isOpen;
}

function isOfModel({ type, role }: ConversationItem): boolean {
  if (role !== undefined) return role === "assistant";
  return /_call$/.test(String(type)) || type === "mcp_list_tools" || type === "mcp_approval_request";
}

function withoutId(item: ConversationItem): ConversationItem {
  if (!withOptionalId.has(item.type) || !("id" in item)) return item;
  const { id: _id, ...rest } = item;
  return rest as ConversationItem;
}

function undecryptable(backend: string, index: number, origin = ""): BackendError {
  return new BackendError(`${backend}: item ${index} is a compaction made elsewhere (${redact(origin)}).`, {
    code: "undecryptable",
    remedy: "Rebuild the conversation from the run log or the archive; only its maker can read the item.",
    retryable: false,
  });
}

function notAnItem(backend: string, index: number): BackendError {
  return new BackendError(`${backend}: item ${index} of the conversation is no object.`, {
    code: "invalid-request",
    remedy: "Pass items of the Responses API.",
    retryable: false,
  });
}
