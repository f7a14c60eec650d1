import type { ContentPart, ConversationItem, FinishEvent, MessageItem } from "@massgen/core";
import { limitOutput } from "../tools/limit-output.ts";
import { runTools } from "../tools/run-tools.ts";
import type { TurnOptions, TurnResult } from "./agent.ts";
import { mend, repairWindow } from "./mend.ts";
import { answersTo, isFunctionCall } from "./open-calls.ts";
import { respond } from "./respond.ts";
import { sendableOutput } from "./sendable-output.ts";
import { textOfItem } from "./summary-model-of.ts";
import { createTurnBooks, type TurnBooks } from "./turn-books.ts";
import type { TurnContext } from "./turn-context.ts";
import { isRefused, withdraw } from "./withdraw.ts";

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
  const start = conversation.whole().length;
  emit({ type: "turn-start" });
  const said = [userMessage(content)];
  await add(context, said);

  for (let steps = 1; ; steps += 1) {
    const { items, usage, reason } = await respondOrWithdraw(context, books, steps === 1 ? said : [], signal);
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
    if (calls.length + others.length === 0 || steps === maximumSteps) {
      await add(context, answersTo(output, notRun));
      const ending = calls.length > 0 ? "step-limit" : reason;
      emit({ type: "turn-end", reason: ending, steps });
      const text = output.map(textOfItem).join("");
      const added = conversation.whole().slice(start);
      return { text, reason: ending, items: added, steps, usage: books.total(), compactions: books.compactions };
    }
    await add(context, others);
    await runCalls(context, calls, signal);
  }
}

/**
 * The model's next response. What the provider refuses and has come since it took something last is taken out, and then
 * it is asked again. What was said just now is taken back where nothing comes of it, so that it can be said otherwise.
 *
 * @param said - what was said just now, in the first step of a turn.
 */
async function respondOrWithdraw(
  context: TurnContext,
  books: TurnBooks,
  said: readonly ConversationItem[],
  signal: AbortSignal,
): Promise<FinishEvent> {
  try {
    return await respond(context, books, signal);
  } catch (error) {
    try {
      if (!signal.aborted && isRefused(error) && (await withdraw(context, error, said))) {
        return await respond(context, books, signal);
      }
      throw error;
    } catch (final) {
      if (said.length > 0) await takeBack(context, said);
      throw final;
    }
  }
}

/** Takes back what was said, and keeps what stood before it. */
async function takeBack(context: TurnContext, said: readonly ConversationItem[]): Promise<void> {
  const { conversation } = context;
  const before = conversation.unaccepted().slice(0, -said.length);
  await conversation.rewind();
  await conversation.append(before);
  await repairWindow(context);
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
