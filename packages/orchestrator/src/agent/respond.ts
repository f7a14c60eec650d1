import { BackendError, type ConversationItem, type FinishEvent, MassGenError } from "@massgen/core";
import { rebuildConversation } from "./rebuild-conversation.ts";
import type { TurnBooks } from "./turn-books.ts";
import type { TurnContext } from "./turn-context.ts";

/** Times that one response is asked for again with a smaller conversation. */
const maximumRecoveries = 4;

/**
 * Asks the model for its next response. A conversation that turns out to be too large is made smaller and sent again;
 * one with an item that the provider cannot read is rebuilt without it, once.
 *
 * @throws BackendError; the signal's reason on abort.
 */
export async function respond(context: TurnContext, books: TurnBooks, signal: AbortSignal): Promise<FinishEvent> {
  const { compactor, conversation, parts } = context;
  const options = { request: parts, signal };
  let rebuilt = false;
  for (let recoveries = 0; ; ) {
    const items = books.fitted(await compactor.fit(conversation.window(), options));
    try {
      return await request(context, items, signal);
    } catch (error) {
      if (!BackendError.isInstance(error)) throw error;
      if (error.code === "undecryptable" && !rebuilt) {
        rebuilt = true;
        await rebuildConversation(context);
      } else if (isTooMuch(error) && recoveries < maximumRecoveries) {
        recoveries += 1;
        const tooManyBytes = error.code === "request-too-large";
        const result = await compactor.recover(conversation.window(), { ...options, tooManyBytes });
        books.fitted(result);
        if (result.report.status !== "compacted") throw error;
      } else throw error;
    }
  }
}

function isTooMuch({ code }: BackendError): boolean {
  return code === "context-overflow" || code === "request-too-large";
}

async function request(
  { backend, emit, parts, request: settings }: TurnContext,
  items: readonly ConversationItem[],
  signal: AbortSignal,
): Promise<FinishEvent> {
  for await (const event of backend.stream({ ...settings, ...parts, items }, { signal })) {
    if (event.type === "finish") return event;
    // An item counts, and is told of, once its response is complete.
    if (event.type !== "item") emit(event);
  }
  throw new MassGenError(`${backend.name}: the answer has no end.`, {
    code: "invalid-response",
    remedy: "A backend's last event must be finish, or it must throw.",
  });
}
