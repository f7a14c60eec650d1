import type { ArgumentsDeltaEvent, BackendEvent, ConversationItem, FinishEvent, OutputItemEvent } from "@massgen/core";
import { isRecord, readUsage } from "@massgen/core/provider";
import { finishReason } from "./finish-reason.ts";
import { isItem, readItem } from "./read-item.ts";
import { ResponseFailure } from "./response-failure.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Turns the events of one response, in order, into those of a backend. */
export interface ResponseReader {
  /**
   * What an event of the API tells; `undefined` for those that tell nothing here, unknown ones included.
   *
   * @throws ResponseFailure where the event says that the response failed, SyntaxError for a call that cannot be answered.
   */
  read(event: unknown): BackendEvent | undefined;
  /** Whether the response is over. */
  readonly ended: boolean;
  /**
   * Items that were never told as done though the response has them, and the end. Only when it has ended.
   *
   * @throws SyntaxError for a call that cannot be answered.
   */
  finish(): readonly [...OutputItemEvent[], FinishEvent];
}

/** @param tag - applied to each item of the output. */
export function createResponseReader(tag: (item: ConversationItem) => ConversationItem): ResponseReader {
  const done: Done[] = [];
  const calls = new Map<unknown, Pick<ArgumentsDeltaEvent, "callId" | "name">>();
  let ending: Fields | undefined;
  let endingType = "";

  const itemDone = ({ item, output_index: index }: Fields): OutputItemEvent | undefined => {
    if (!isItem(item)) return undefined;
    const tagged = tag(readItem(item));
    done.push({ index: typeof index === "number" ? index : done.length, item: tagged });
    return { type: "item", item: tagged };
  };

  const noteCall = ({ item, output_index: index }: Fields): undefined => {
    if (!isRecord(item) || typeof item.call_id !== "string") return undefined;
    calls.set(index, { callId: item.call_id, name: typeof item.name === "string" ? item.name : String(item.type) });
  };

  return {
    read(event) {
      if (!isRecord(event)) return undefined;
      switch (event.type) {
        case "response.output_text.delta":
        case "response.refusal.delta":
          return { type: "text-delta", text: String(event.delta ?? "") };
        case "response.reasoning_summary_text.delta":
        case "response.reasoning_text.delta":
          return { type: "reasoning-delta", text: String(event.delta ?? "") };
        case "response.function_call_arguments.delta":
        case "response.custom_tool_call_input.delta": {
          const called = calls.get(event.output_index);
          return called && { type: "arguments-delta", ...called, text: String(event.delta ?? "") };
        }
        case "response.output_item.added":
          return noteCall(event);
        case "response.output_item.done":
          return itemDone(event);
        case "response.completed":
        case "response.incomplete":
          ending = isRecord(event.response) ? event.response : {};
          endingType = event.type;
          return undefined;
        case "response.failed":
          throw new ResponseFailure(isRecord(event.response) ? event.response.error : undefined);
        case "error":
          throw new ResponseFailure(isRecord(event.error) ? event.error : event);
        default:
          return undefined;
      }
    },
    get ended() {
      return ending !== undefined;
    },
    finish() {
      const response = ending ?? {};
      const output = Array.isArray(response.output) ? response.output.filter(isItem) : [];
      const { items, missing } = complete(done, output, tag);
      return [
        ...missing.map((item) => ({ type: "item", item }) as const),
        {
          type: "finish",
          reason: finishReason(endingType, response, items),
          items,
          ...usageOf(response),
          ...(typeof response.id === "string" && { responseId: response.id }),
        },
      ];
    },
  };
}

/** An item of the output that was told as done, and its place in the output. */
interface Done {
  readonly index: number;
  readonly item: ConversationItem;
}

/** The output in its order. What was told as done counts; the response fills in what was not told. */
function complete(
  done: readonly Done[],
  output: readonly ConversationItem[],
  tag: (item: ConversationItem) => ConversationItem,
): { readonly items: readonly ConversationItem[]; readonly missing: readonly ConversationItem[] } {
  if (output.length <= done.length) {
    return { items: [...done].sort((left, right) => left.index - right.index).map(({ item }) => item), missing: [] };
  }
  const told = new Map<unknown, ConversationItem>(done.map(({ index, item }) => [item.id ?? index, item]));
  const missing: ConversationItem[] = [];
  const items = output.map((item, index) => {
    const known = told.get(item.id ?? index);
    if (known !== undefined) return known;
    const tagged = tag(readItem(item));
    missing.push(tagged);
    return tagged;
  });
  return { items, missing };
}

/** Gateways may report nothing; an answer is not lost over that. */
function usageOf({ usage }: Fields): Pick<FinishEvent, "usage"> {
  return isRecord(usage) && typeof usage.input_tokens === "number" ? { usage: readUsage(usage) } : {};
}
