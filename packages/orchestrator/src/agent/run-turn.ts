import type { ContentPart, ConversationItem, FinishEvent, MessageItem } from "@massgen/core";
import { limitOutput } from "../tools/limit-output.ts";
import { runTools } from "../tools/run-tools.ts";
import type { TurnOptions, TurnResult } from "./agent.ts";
import { mend } from "./mend.ts";
import { answersTo, isFunctionCall } from "./open-calls.ts";
import { respond } from "./respond.ts";
import { sendableOutput } from "./sendable-output.ts";
import { textOfItem } from "./summary-model-of.ts";
import { createTurnBooks, type TurnBooks } from "./turn-books.ts";
import type { TurnContext } from "./turn-context.ts";
import { isRefused, suspicionCount, withdraw } from "./withdraw.ts";

/** What the model is told of calls that nobody runs. */
const notRun = "Not run: the limit of steps was reached.";
const unknownTool = "There is no such tool.";

/** Lets an agent work on what is said to it until its model has answered. */
export async function runTurn(
  context: TurnContext,
  content: string | readonly ContentPart[],
  { signal = new AbortController().signal }: TurnOptions,
): Promise<TurnResult> {
  const { conversation, compactor, emit, maximumSteps } = context;
  signal.throwIfAborted();
  const books = createTurnBooks(emit);
  await mend(context);
  const start = conversation.checkpoint();
  emit({ type: "turn-start" });
  const said = [userMessage(content)];

  for (let steps = 1; ; steps += 1) {
    const response = steps === 1 ? begin(context, books, said, signal) : respondOrWithdraw(context, books, [], signal);
    const { items, usage, reason } = await response;
    const output = sendableOutput(items);
    await add(context, output);
    conversation.accept();
    if (usage !== undefined) {
      compactor.record(usage, output);
      books.responded(usage);
    }
    const calls = output.filter(isFunctionCall);
    const others = answersTo(
      output.filter((item) => !isFunctionCall(item)),
      unknownTool,
    );
    const isWaiting = calls.length + others.length > 0;
    if (!isWaiting || steps === maximumSteps) {
      await add(context, answersTo(output, notRun));
      const ending = isWaiting ? "step-limit" : reason;
      emit({ type: "turn-end", reason: ending, steps });
      const text = output.map(textOfItem).join("");
      const added = conversation.whole().slice(start.items);
      return { text, reason: ending, items: added, steps, usage: books.total(), compactions: books.compactions };
    }
    await add(context, others);
    await runCalls(context, calls, signal);
  }
}

/** Says what is to be said and asks for the first response; where there is none, takes back what was said. */
async function begin(
  context: TurnContext,
  books: TurnBooks,
  said: readonly ConversationItem[],
  signal: AbortSignal,
): Promise<FinishEvent> {
  const before = context.conversation.checkpoint();
  try {
    await add(context, said);
    return await respondOrWithdraw(context, books, said, signal);
  } catch (error) {
    await context.conversation.rewind(before);
    throw error;
  }
}

/**
 * The model's next response. Where the provider refuses the conversation, what it may be refusing is taken out, the
 * likeliest first, and it is asked again.
 *
 * @param said - what was said just now, which is not taken out.
 */
async function respondOrWithdraw(
  context: TurnContext,
  books: TurnBooks,
  said: readonly ConversationItem[],
  signal: AbortSignal,
): Promise<FinishEvent> {
  for (let level = 0; ; ) {
    try {
      return await respond(context, books, signal);
    } catch (error) {
      if (signal.aborted || !isRefused(error)) throw error;
      while (level < suspicionCount && !(await withdraw(context, error, level, said))) level += 1;
      if (level >= suspicionCount) throw error;
      level += 1;
    }
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
  // What its owner changes later must not change what was said.
  const parts = typeof content === "string" ? [{ type: "input_text", text: content }] : structuredClone(content);
  return { type: "message", role: "user", content: parts };
}
