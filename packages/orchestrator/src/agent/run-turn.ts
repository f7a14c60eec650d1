import type { ContentPart, ConversationItem, MessageItem } from "@massgen/core";
import { limitOutput } from "../tools/limit-output.ts";
import { runTools } from "../tools/run-tools.ts";
import type { TurnOptions, TurnResult } from "./agent.ts";
import { interruptedOutputs, isFunctionCall } from "./open-calls.ts";
import { respond } from "./respond.ts";
import { sendableOutput } from "./sendable-output.ts";
import { textOfItem } from "./summary-model-of.ts";
import { createTurnBooks } from "./turn-books.ts";
import type { TurnContext } from "./turn-context.ts";
import { isRefused, withdrawOutputs } from "./withdraw-outputs.ts";

/** Lets an agent work on what is said to it until its model has answered. */
export async function runTurn(
  context: TurnContext,
  content: string | readonly ContentPart[],
  { signal = new AbortController().signal }: TurnOptions,
): Promise<TurnResult> {
  const { conversation, compactor, emit, maximumSteps } = context;
  signal.throwIfAborted();
  const books = createTurnBooks(emit);
  await conversation.append(interruptedOutputs(conversation.window()));
  const start = conversation.checkpoint();
  emit({ type: "turn-start" });
  await add(context, [userMessage(content)]);

  for (let steps = 1; ; steps += 1) {
    const { items, usage, reason } = await respond(context, books, signal).catch(async (error: unknown) => {
      if (signal.aborted) throw error;
      // Nothing came of what was said, so it can be said again, or otherwise.
      if (steps === 1) await conversation.rewind(start);
      else if (isRefused(error) && (await withdrawOutputs(context, error))) return respond(context, books, signal);
      throw error;
    });
    const output = sendableOutput(items);
    await add(context, output);
    if (usage !== undefined) {
      compactor.record(usage, output);
      books.responded(usage);
    }
    const calls = output.filter(isFunctionCall);
    if (calls.length === 0 || steps === maximumSteps) {
      await add(context, interruptedOutputs(output));
      const ending = calls.length > 0 ? "step-limit" : reason;
      emit({ type: "turn-end", reason: ending, steps });
      const added = conversation.whole().slice(start.whole.length);
      const text = output.map(textOfItem).join("");
      return { text, reason: ending, items: added, steps, usage: books.total(), compactions: books.compactions };
    }
    await runCalls(context, calls, signal);
  }
}

async function runCalls(
  context: TurnContext,
  calls: Parameters<typeof runTools>[0],
  signal: AbortSignal,
): Promise<void> {
  const { tools, emit, clock, compactor, maximumOutputTokens } = context;
  const outputs = await runTools(calls, { tools, signal, clock, onEvent: emit });
  await add(
    context,
    await Promise.all(outputs.map((output) => limitOutput(output, maximumOutputTokens, compactor.archive))),
  );
  signal.throwIfAborted();
}

async function add({ conversation, emit }: TurnContext, items: readonly ConversationItem[]): Promise<void> {
  await conversation.append(items);
  for (const item of items) emit({ type: "item", item });
}

function userMessage(content: string | readonly ContentPart[]): MessageItem {
  const parts = typeof content === "string" ? [{ type: "input_text", text: content }] : content;
  return { type: "message", role: "user", content: parts };
}
