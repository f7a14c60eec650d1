import { nowInSeconds, type RequestContext } from "../emulator-state.ts";
import type { Fields } from "../fields.ts";
import type { Billed } from "../model/billed.ts";
import type { RefusalBody } from "../refusal.ts";
import { chatDeltas } from "./chat-chunks.ts";
import { type ChatMessage, chatUsage, sentArguments } from "./chat-message.ts";
import type { ChatQuirk } from "./chat-quirk.ts";

export interface ChatAnswer {
  readonly message: ChatMessage;
  readonly billed: Billed;
  /** Whether a stream ends with its usage. */
  readonly includesUsage: boolean;
  /** Strikes in the midst of a stream. */
  readonly error?: RefusalBody | undefined;
}

/** Sends the answer of one Chat Completions request. */
export class ChatResponder {
  readonly #context: RequestContext;
  readonly #quirks: readonly ChatQuirk[];
  readonly #head: Fields;

  constructor(context: RequestContext) {
    const { state, body } = context;
    this.#context = context;
    this.#quirks = state.settings.chatQuirks;
    this.#head = {
      id: state.makeId("chatcmpl").replace("_", "-"),
      created: nowInSeconds(state),
      model: body.model,
      service_tier: "default",
      system_fingerprint: "fp_emulated",
    };
  }

  async json({ message, billed }: ChatAnswer): Promise<void> {
    const { content, refusal, reasoning, calls, finishReason } = message;
    const toolCalls = calls.map((call) => ({
      ...(call.id === undefined ? {} : { id: call.id }),
      type: "function",
      function: { name: call.name, arguments: sentArguments(call.arguments, this.#quirks) },
    }));
    await this.#context.answer.json(200, {
      ...this.#head,
      object: "chat.completion",
      choices: [
        {
          index: 0,
          message: {
            role: "assistant",
            content,
            refusal,
            annotations: [],
            ...(reasoning === undefined ? {} : { reasoning_content: reasoning }),
            ...(toolCalls.length === 0 ? {} : { tool_calls: toolCalls }),
          },
          logprobs: null,
          finish_reason: finishReason,
        },
      ],
      ...(this.#has("no-usage") ? {} : { usage: chatUsage(billed) }),
    });
  }

  async stream({ message, billed, includesUsage, error }: ChatAnswer): Promise<void> {
    const { answer, state } = this.#context;
    const showsUsage = includesUsage && !this.#has("no-usage");
    const pending = showsUsage ? { usage: null } : {};
    answer.startStream();
    if (this.#has("empty-choices-chunk")) await this.#chunk({ choices: [], ...pending });
    const deltas = [...chatDeltas(message, state.settings.chunkCharacters, this.#quirks)];
    const shown = error === undefined ? deltas : deltas.slice(0, Math.ceil(deltas.length / 2));
    for (const [index, delta] of shown.entries())
      await this.#chunk({ ...choice(this.#delta(delta), null), ...pending }, index > 0);
    if (error !== undefined) {
      await answer.event({ error });
    } else {
      await this.#chunk({ ...choice(this.#delta({}), message.finishReason), ...pending }, true);
      if (showsUsage) await this.#chunk({ choices: [], usage: chatUsage(billed) });
    }
    if (!this.#has("no-done") && error === undefined) await answer.line("data: [DONE]\n\n");
    await answer.end();
  }

  /** Begins a stream that holds nothing but an error. */
  async streamError(error: RefusalBody): Promise<void> {
    const { answer } = this.#context;
    answer.startStream();
    await answer.event({ error });
    await answer.end();
  }

  async #chunk(fields: Fields, isContent = false): Promise<void> {
    const { answer } = this.#context;
    if (this.#has("comment-lines")) await answer.line(": still working\n\n");
    await answer.event({ ...this.#head, object: "chat.completion.chunk", ...fields }, { isContent });
  }

  #delta(delta: Fields): Fields {
    return this.#has("null-content") ? { content: null, ...delta } : delta;
  }

  #has(quirk: ChatQuirk): boolean {
    return this.#quirks.includes(quirk);
  }
}

function choice(delta: Fields, finishReason: string | null): Fields {
  return { choices: [{ index: 0, delta, logprobs: null, finish_reason: finishReason }] };
}
