import type { SummaryAnswer, SummaryModel } from "@massgen/compaction";
import { MassGenError } from "@massgen/core";
import { inputError } from "../input-error.ts";

export interface ChatModelOptions {
  readonly model: string | undefined;
  /** Of an endpoint that speaks OpenAI's Chat Completions protocol. */
  readonly baseUrl: string;
  readonly apiKey: string | undefined;
}

/**
 * A model behind an endpoint that speaks OpenAI's Chat Completions protocol, which nearly every server does.
 *
 * @throws MassGenError `invalid-input` where no model is named or the address is none.
 */
export function createChatModel({ model, baseUrl, apiKey }: ChatModelOptions): SummaryModel {
  if (model === undefined) {
    throw inputError(
      "The strategy summarize needs a model.",
      "Name one: --model NAME, and --base-url URL for a server of your own.",
    );
  }
  const url = URL.parse(`${baseUrl.replace(/\/+$/, "")}/chat/completions`);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw inputError(`--base-url "${baseUrl}" is no web address.`, "Write, for example, http://localhost:11434/v1.");
  }
  return async ({ instructions, input, maximumTokens, signal }) => {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...(apiKey && { authorization: `Bearer ${apiKey}` }) },
      body: JSON.stringify({
        model,
        max_completion_tokens: maximumTokens,
        messages: [
          { role: "system", content: instructions },
          { role: "user", content: input },
        ],
      }),
      ...(signal && { signal }),
    });
    if (!response.ok) throw refusal(response.status);
    return answerOf((await response.json()) as ChatCompletion);
  };
}

/** A server's own words are not shown: they may repeat the conversation or the key. */
function refusal(status: number): MassGenError {
  const remedy = status === 401 ? "Set OPENAI_API_KEY to a key that is valid there." : "Check --model and --base-url.";
  return new MassGenError(`The model's endpoint answered with HTTP status ${status}.`, {
    code: "model-refused",
    remedy,
  });
}

interface ChatCompletion {
  readonly choices?: readonly {
    readonly finish_reason?: string | null;
    readonly message?: { readonly content?: string | null; readonly tool_calls?: readonly unknown[] | null };
  }[];
  readonly usage?: { readonly prompt_tokens?: number; readonly completion_tokens?: number } | null;
}

function answerOf({ choices, usage }: ChatCompletion): SummaryAnswer {
  const [choice] = choices ?? [];
  return {
    text: choice?.message?.content ?? "",
    finishReason: choice?.finish_reason ?? null,
    toolCalls: choice?.message?.tool_calls ?? null,
    usage: usage ? { inputTokens: usage.prompt_tokens ?? 0, outputTokens: usage.completion_tokens ?? 0 } : null,
  };
}
