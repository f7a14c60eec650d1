import { isRecord } from "@massgen/core/provider";
import { checkKnown, emptyArray, invalidType, invalidValue, missingParameter, optionalInteger } from "../checks.ts";
import type { Fields } from "../fields.ts";
import type { EmulatedModel } from "../model/emulated-model.ts";
import type { EmulatedTool } from "../model/emulated-request.ts";
import { Refusal } from "../refusal.ts";
import { checkFunction } from "../responses/check-tools.ts";
import type { ChatQuirk } from "./chat-quirk.ts";

/** Parameters of `POST /v1/chat/completions`, by SDK 7.57. */
const known = new Set([
  ...["audio", "frequency_penalty", "function_call", "functions", "logit_bias", "logprobs", "max_completion_tokens"],
  ...["max_tokens", "messages", "metadata", "modalities", "model", "moderation", "n", "parallel_tool_calls"],
  ...["prediction", "presence_penalty", "prompt_cache_key", "prompt_cache_options", "prompt_cache_retention"],
  ...["reasoning_effort", "response_format", "safety_identifier", "seed", "service_tier", "stop", "store", "stream"],
  ...["stream_options", "temperature", "tool_choice", "tools", "top_logprobs", "top_p", "user", "verbosity"],
  "web_search_options",
]);
/** Parameters that the API has and the emulator does not. */
const unsupported = ["audio", "function_call", "functions"];

/** Settings of a Chat Completions request that change what the emulator does. */
export interface ChatSettings {
  readonly isStream: boolean;
  readonly includesUsage: boolean;
  readonly maximumOutputTokens: number | undefined;
}

/**
 * Checks the parameters of `POST /v1/chat/completions`, without messages and tools.
 *
 * @throws Refusal in the API's words.
 */
export function checkChatBody(body: Fields, model: EmulatedModel, quirks: readonly ChatQuirk[] = []): ChatSettings {
  if (!quirks.includes("unknown-parameters")) checkKnown(body, known);
  const absent = unsupported.find((name) => body[name] !== undefined && body[name] !== null);
  if (absent !== undefined || (body.n ?? 1) !== 1) {
    const name = absent ?? "n";
    throw new Refusal(`The emulator has no '${name}'; leave it out.`, { param: name, code: "unsupported_parameter" });
  }
  const { stream = false, stream_options: options } = body;
  if (stream !== null && typeof stream !== "boolean") throw invalidType("stream", "a boolean", stream);
  if (options !== undefined && options !== null && stream !== true) {
    throw new Refusal("The 'stream_options' parameter is only allowed when 'stream' is enabled.", {
      param: "stream_options",
    });
  }
  return {
    isStream: stream === true,
    includesUsage: isRecord(options) && options.include_usage === true,
    maximumOutputTokens: checkMaximum(body, model),
  };
}

function checkMaximum(body: Fields, model: EmulatedModel): number | undefined {
  const old = optionalInteger(body, "max_tokens", 1);
  if (old !== undefined && model.reasoning === true) {
    throw new Refusal(
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      { param: "max_tokens", code: "unsupported_parameter" },
    );
  }
  const value = optionalInteger(body, "max_completion_tokens", 1) ?? old;
  const { maximumOutputTokens } = model;
  if (value === undefined || maximumOutputTokens === undefined || value <= maximumOutputTokens) return value;
  throw new Refusal(
    `max_tokens is too large: ${value}. This model supports at most ${maximumOutputTokens} completion tokens, whereas you provided ${value}.`,
    { param: old === undefined ? "max_completion_tokens" : "max_tokens", code: "invalid_value" },
  );
}

/**
 * Checks the tools of a Chat Completions request.
 *
 * @throws Refusal in the API's words.
 */
export function checkChatTools(tools: unknown): readonly EmulatedTool[] {
  if (tools === undefined || tools === null) return [];
  if (!Array.isArray(tools)) throw invalidType("tools", "an array of objects", tools);
  if (tools.length === 0) throw emptyArray("tools");
  return tools.map((tool: unknown, index) => {
    const place = `tools[${index}]`;
    if (!isRecord(tool)) throw invalidType(place, "an object", tool);
    if (tool.type === "custom") return { type: "custom", name: String(isRecord(tool.custom) ? tool.custom.name : "") };
    if (tool.type !== "function") throw invalidValue(`${place}.type`, tool.type, ["function", "custom"]);
    if (!isRecord(tool.function)) throw missingParameter(`${place}.function`);
    return checkFunction(tool.function, `${place}.function`, tool.type);
  });
}
