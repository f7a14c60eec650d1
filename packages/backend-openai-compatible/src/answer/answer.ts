import type { BackendEvent, ConversationItem, FinishEvent, FinishReason } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";
import type { AnswerFailures } from "../errors/answer-failures.ts";
import type { CallIds } from "./call-ids.ts";
import { createCallSlots } from "./call-slots.ts";
import { readFinishReason, type ServerReason } from "./finish-reason.ts";
import { readChatUsage } from "./read-chat-usage.ts";
import { type Delta, readDelta } from "./read-delta.ts";
import { createThoughtSplitter, type Parted, type ThoughtTags } from "./thought-splitter.ts";

export interface AnswerOptions {
  readonly ids: CallIds;
  readonly thoughtTags: ThoughtTags;
  /** Whether an answer may hold neither text nor calls. */
  readonly allowsEmpty: boolean;
  readonly failures: AnswerFailures;
}

/** An answer as it comes in. */
export interface Answer {
  /** Takes a chunk, or the whole answer, and tells what is new in it. */
  take(chunk: Readonly<Record<string, unknown>>): readonly BackendEvent[];
  /** Whether the server has said why it stopped; only usage may come after that. */
  readonly isFinished: boolean;
  /**
   * The answer's end.
   *
   * @returns what was held back until now, the items, and the last event.
   * @throws BackendError where the answer is of no use.
   */
  end(): readonly BackendEvent[];
}

/** Builds Responses items from the pieces of a chat answer. */
export function createAnswer({ ids, thoughtTags, allowsEmpty, failures }: AnswerOptions): Answer {
  const slots = createCallSlots(ids);
  let splitter = createThoughtSplitter(thoughtTags);
  const texts: string[] = [];
  const thoughts: string[] = [];
  const refusals: string[] = [];
  let reason: ServerReason | undefined;
  let usage: unknown;
  let responseId: string | undefined;

  function takeParted({ thought, text }: Parted): BackendEvent[] {
    if (thought !== "") thoughts.push(thought);
    if (text !== "") texts.push(text);
    return [
      ...(thought === "" ? [] : [{ type: "reasoning-delta", text: thought } as const]),
      ...(text === "" ? [] : [{ type: "text-delta", text } as const]),
    ];
  }

  function takeDelta(delta: Delta): BackendEvent[] {
    const events = takeParted({ thought: delta.thought, text: "" });
    // A server that tells thoughts apart leaves no tags in the text.
    if (delta.thought !== "" && texts.length === 0) {
      events.push(...takeParted(splitter.end()));
      splitter = createThoughtSplitter("none");
    }
    events.push(...takeParted(splitter.add(delta.text)));
    if (delta.refusal !== "") {
      refusals.push(delta.refusal);
      events.push({ type: "text-delta", text: delta.refusal });
    }
    return [...events, ...slots.add(delta.calls)];
  }

  function items(isCut: boolean): readonly ConversationItem[] {
    const content = [
      ...(texts.length === 0 ? [] : [{ type: "output_text", text: texts.join(""), annotations: [] }]),
      ...(refusals.length === 0 ? [] : [{ type: "refusal", refusal: refusals.join("") }]),
    ];
    const said: ConversationItem[] = [
      ...(content.length === 0 ? [] : [{ type: "message", role: "assistant", content } as const]),
      ...slots.settle(isCut),
    ];
    const thought = thoughts.join("").trim();
    // Thoughts that led to nothing are no valid end of a conversation.
    if (said.length === 0 || thought === "") return said;
    return [{ type: "reasoning", summary: [], content: [{ type: "reasoning_text", text: thought }] }, ...said];
  }

  return {
    take(chunk) {
      if (chunk.usage !== undefined && chunk.usage !== null) usage = chunk.usage;
      else if (isRecord(chunk.x_groq) && isRecord(chunk.x_groq.usage)) usage = chunk.x_groq.usage;
      if (typeof chunk.id === "string" && chunk.id !== "") responseId ??= chunk.id;
      const choice = firstChoice(chunk.choices);
      if (choice === undefined) return [];
      reason = readFinishReason(choice.finish_reason) ?? reason;
      return takeDelta(readDelta(isRecord(choice.delta) ? choice.delta : choice.message));
    },
    get isFinished() {
      return reason !== undefined;
    },
    end() {
      if (reason === "failed") throw failures.failed();
      if (reason === "aborted") throw failures.cut();
      if (reason === "malformed-call") throw failures.unreadable("the model wrote a malformed tool call");
      const late = takeParted(splitter.end());
      // A model whose template opens its thoughts answered without thinking, and so closed nothing.
      if (thoughtTags === "untagged-start" && splitter.isOpen && reason !== "length") {
        texts.push(...thoughts.splice(0));
      }
      if (slots.hasNameless) throw failures.unreadable("a tool call has no name");
      const made = items(reason === "length");
      if (made.length === 0 && reason === "content-filter") throw failures.filtered();
      if (made.length === 0 && reason !== "length" && !allowsEmpty) throw failures.empty();
      const finish = finishEvent(reasonOf(reason, made), made, readChatUsage(usage), responseId);
      return [...late, ...made.map((item) => ({ type: "item", item }) as const), finish];
    },
  };
}

/** Some servers say that they stopped where they wait for tools; a limit is a limit also with calls before it. */
function reasonOf(reason: FinishReason | undefined, items: readonly ConversationItem[]): FinishReason {
  const calls = items.some((item) => item.type === "function_call");
  if (reason === "length" || reason === "content-filter") return reason;
  return calls ? "tool-calls" : "stop";
}

function finishEvent(
  reason: FinishReason,
  items: readonly ConversationItem[],
  usage: FinishEvent["usage"],
  responseId: string | undefined,
): FinishEvent {
  return {
    type: "finish",
    reason,
    items,
    ...(usage === undefined ? {} : { usage }),
    ...(responseId === undefined ? {} : { responseId }),
  };
}

function firstChoice(choices: unknown): Readonly<Record<string, unknown>> | undefined {
  const records = Array.isArray(choices) ? choices.filter(isRecord) : [];
  return records.find(({ index }) => index === undefined || index === null || Number(index) === 0);
}
