import type Anthropic from "@anthropic-ai/sdk";
import type {
  Message,
  MessageCreateParamsBase,
  MessageCreateParamsNonStreaming,
  MessageParam,
} from "@anthropic-ai/sdk/resources/messages";
import { isContextOverflow, isRecord } from "@massgen/core/provider";
import { kindOf } from "../../adapters/invalid-item.ts";
import type { Compactor, FitOptions } from "../../compactor/compactor.ts";
import { createCarriedWindow } from "../carried-window.ts";
import { type CompactorOrSettings, compactorOf } from "../compactor-of.ts";
import { checkMethods, checkObject, countableTools, invalidGlueOption, textOfParts } from "../glue-checks.ts";
import { withoutBreakpoints } from "./without-breakpoints.ts";

type RequestOptions = Parameters<Anthropic["messages"]["create"]>[1];

/** A client, as far as it is needed. */
export interface MessagesClient {
  readonly messages: Pick<Anthropic["messages"], "create">;
}

/** Requests of one conversation, whose messages are kept inside the window. */
export interface CompactingMessages {
  readonly compactor: Compactor<MessageParam>;
  /**
   * In place of `client.messages.create`: fits the messages, sends, and notes the usage. Where the API refuses the request
   * as too long, it is compacted and sent once more; where that cannot be, the refusal is thrown.
   */
  create(params: MessageCreateParamsNonStreaming, options?: RequestOptions): Promise<Message>;
  /** The parameters of a request with its messages fitted, for requests that you send: streams, batches, the beta API. */
  fit<Params extends MessageParams>(params: Params, signal?: AbortSignal): Promise<Params>;
  /** The same after the API refused the request as too long. */
  recover<Params extends MessageParams>(params: Params, signal?: AbortSignal): Promise<Params>;
  /** To be called with the answer to a request that you sent, so that its usage is noted. */
  record(message: { readonly usage: unknown }): void;
}

/** The parameters that are read. */
export type MessageParams = Pick<MessageCreateParamsBase, "messages" | "system" | "tools">;

/**
 * Keeps the messages of one conversation inside the window. The caller goes on with all of them, and appends answers and
 * results; what is sent is the window. System prompt and tools are counted too.
 *
 * Breakpoints of the prompt cache stay where the caller put them among the messages since the last compaction, and in the
 * system prompt and the tools; those in the window before go.
 *
 * @param given - a compactor of your own, of the format `anthropic`, or the settings of one; one for each conversation.
 * @throws MassGenError `invalid-option`
 */
export function compactingMessages(
  client: MessagesClient,
  given: CompactorOrSettings<MessageParam>,
): CompactingMessages {
  checkObject(client, "client", clientRemedy);
  checkMethods(client.messages, "client.messages", ["create"], clientRemedy);
  const compactor = compactorOf(given, { format: "anthropic" });
  const carried = createCarriedWindow(compactor, { normalise: withoutBreakpoints });

  function send(params: MessageCreateParamsNonStreaming, items: readonly MessageParam[], options: RequestOptions) {
    return client.messages.create({ ...params, messages: [...items] }, options);
  }

  async function sendFitted(params: MessageCreateParamsNonStreaming, options: RequestOptions): Promise<Message> {
    const fitOptions = optionsOf(params, options?.signal);
    const { items } = await carried.fit(params.messages, fitOptions);
    try {
      return await send(params, items, options);
    } catch (error) {
      if (!isContextOverflow(error)) throw error;
      const recovered = await carried.recover(params.messages, fitOptions);
      if (recovered.report.status !== "compacted") throw error;
      return await send(params, recovered.items, options);
    }
  }

  return {
    compactor,
    async create(params, options) {
      checkParams(params);
      const message = await sendFitted(params, options);
      carried.record(usageOf(message));
      return message;
    },
    async fit(params, signal) {
      checkParams(params);
      const { items } = await carried.fit(params.messages, optionsOf(params, signal));
      return { ...params, messages: [...items] };
    },
    async recover(params, signal) {
      checkParams(params);
      const { items } = await carried.recover(params.messages, optionsOf(params, signal));
      return { ...params, messages: [...items] };
    },
    record: (message) => carried.record(usageOf(message)),
  };
}

const clientRemedy = "Pass the client of @anthropic-ai/sdk: new Anthropic().";

/** The conversation is what is read here; all else is the provider's to refuse. */
function checkParams(params: unknown): void {
  const remedy = "Pass the parameters of messages.create, with the whole conversation as messages.";
  checkObject(params, "The request", remedy);
  if (!Array.isArray(params.messages)) {
    throw invalidGlueOption(`The request's messages are ${kindOf(params.messages)}, not a list.`, remedy);
  }
}

function usageOf(message: unknown): unknown {
  return isRecord(message) ? message.usage : undefined;
}

function optionsOf({ system, tools }: MessageParams, signal: AbortSignal | null | undefined): FitOptions {
  const instructions = Array.isArray(system) ? textOfParts(system, "text") : system;
  return {
    request: {
      instructions: typeof instructions === "string" ? instructions : undefined,
      tools: countableTools(tools),
    },
    ...(signal && { signal }),
  };
}
