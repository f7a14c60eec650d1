import { isRecord } from "@massgen/core/provider";
import {
  belowMinimum,
  checkKnown,
  emptyArray,
  invalidType,
  invalidValue,
  missingParameter,
  optionalInteger,
  optionalNumber,
  optionalObject,
  optionalText,
  unknownParameter,
} from "../checks.ts";
import type { EmulatedSupport } from "../emulator-options.ts";
import type { Fields } from "../fields.ts";
import type { EmulatedModel } from "../model/emulated-model.ts";
import { Refusal } from "../refusal.ts";

/** Parameters of `POST /v1/responses`, by the API description and SDK 7.57. */
const known = new Set([
  ...["access_programs", "background", "context_management", "conversation", "image", "include", "input"],
  ...["instructions", "max_output_tokens", "max_tool_calls", "metadata", "model", "moderation"],
  ...["parallel_tool_calls", "previous_response_id", "prompt", "prompt_cache_key", "prompt_cache_options"],
  ...["prompt_cache_retention", "reasoning", "safety_identifier", "service_tier", "store", "stream"],
  ...["stream_options", "temperature", "text", "tool_choice", "tools", "top_logprobs", "top_p", "truncation", "user"],
]);
/** Parameters that the API has and the emulator does not. */
const unsupported = ["background", "conversation", "prompt"];
const efforts = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];
const summaries = ["auto", "concise", "detailed"];
const includes = [
  "code_interpreter_call.outputs",
  "computer_call_output.output.image_url",
  "file_search_call.results",
  "message.input_image.image_url",
  "message.output_text.logprobs",
  "reasoning.encrypted_content",
  "web_search_call.action.sources",
  "web_search_call.results",
];
const booleans = ["parallel_tool_calls", "store", "stream"];

/** Settings of a Responses request that change what the emulator does. */
export interface CreateSettings {
  readonly maximumOutputTokens: number | undefined;
  /** Tokens at which `context_management` asks for a compaction. */
  readonly compactThreshold: number | undefined;
  readonly hasSummary: boolean;
  readonly isStored: boolean;
  readonly isStream: boolean;
  readonly truncates: boolean;
}

/** Where `context_management` names no threshold; the API's own is not published. */
const defaultThresholdShare = 0.8;

/**
 * Checks the parameters of `POST /v1/responses`, without its input and tools.
 *
 * @throws Refusal in the API's words.
 */
export function checkBody(body: Fields, model: EmulatedModel, supports: EmulatedSupport): CreateSettings {
  checkKnown(body, known);
  checkUnsupported(body);
  for (const name of booleans) {
    const value = body[name] ?? false;
    if (typeof value !== "boolean") throw invalidType(name, "a boolean", value);
  }
  optionalText(body, "instructions");
  for (const name of ["prompt_cache_key", "safety_identifier", "user"]) optionalText(body, name, 64);
  optionalNumber(body, "temperature", 2);
  optionalNumber(body, "top_p", 1);
  checkMetadata(optionalObject(body, "metadata"));
  if (body.context_management !== undefined && !supports.contextManagement)
    throw unknownParameter("context_management");
  if (![undefined, null, "auto", "disabled"].includes(body.truncation as string | null | undefined))
    throw invalidValue("truncation", body.truncation, ["auto", "disabled"]);
  return {
    maximumOutputTokens: checkMaximum(body, model),
    compactThreshold: checkContextManagement(body.context_management, model),
    hasSummary: checkReasoning(body, model),
    isStored: body.store !== false,
    isStream: body.stream === true,
    truncates: body.truncation === "auto",
  };
}

function checkUnsupported(body: Fields): void {
  const name = unsupported.find((candidate) => (body[candidate] ?? false) !== false);
  if (name === undefined) return;
  throw new Refusal(`The emulator has no '${name}'; leave it out.`, { param: name, code: "unsupported_parameter" });
}

function checkMaximum(body: Fields, { maximumOutputTokens }: EmulatedModel): number | undefined {
  const value = optionalInteger(body, "max_output_tokens", 16);
  if (value === undefined || maximumOutputTokens === undefined || value <= maximumOutputTokens) return value;
  throw new Refusal(
    `Invalid 'max_output_tokens': integer above maximum value. Expected a value <= ${maximumOutputTokens}, but got ${value} instead.`,
    { param: "max_output_tokens", code: "integer_above_max_value" },
  );
}

function checkReasoning(body: Fields, { reasoning: canReason }: EmulatedModel): boolean {
  const { effort, summary } = optionalObject(body, "reasoning") ?? {};
  const include: unknown = body.include ?? [];
  if (!Array.isArray(include)) throw invalidType("include", "an array of strings", include);
  for (const [index, value] of include.entries())
    if (!includes.includes(value)) throw invalidValue(`include[${index}]`, value, includes);
  if (canReason === false && effort !== undefined && effort !== null) {
    throw new Refusal("Unsupported parameter: 'reasoning.effort' is not supported with this model.", {
      param: "reasoning.effort",
      code: "unsupported_parameter",
    });
  }
  if (canReason === false && include.includes("reasoning.encrypted_content"))
    throw new Refusal("Encrypted content is not supported with this model.", { param: "include" });
  if (typeof effort === "string" && !efforts.includes(effort)) throw invalidValue("reasoning.effort", effort, efforts);
  if (typeof summary === "string" && !summaries.includes(summary))
    throw invalidValue("reasoning.summary", summary, summaries);
  return typeof summary === "string";
}

function checkContextManagement(value: unknown, { contextWindow }: EmulatedModel): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw invalidType("context_management", "an array of objects", value);
  if (value.length === 0) throw emptyArray("context_management");
  let threshold: number | undefined;
  for (const [index, entry] of value.entries()) {
    const place = `context_management[${index}]`;
    if (!isRecord(entry)) throw invalidType(place, "an object", entry);
    checkKnown(entry, new Set(["type", "compact_threshold"]), place);
    if (entry.type === undefined) throw missingParameter(`${place}.type`);
    if (entry.type !== "compaction") throw invalidValue(`${place}.type`, entry.type, ["compaction"]);
    const asked = entry.compact_threshold ?? Math.max(1000, Math.floor(contextWindow * defaultThresholdShare));
    if (typeof asked !== "number" || !Number.isInteger(asked))
      throw invalidType(`${place}.compact_threshold`, "an integer", asked);
    if (asked < 1000) throw belowMinimum(`${place}.compact_threshold`, 1000, asked);
    threshold = asked;
  }
  return threshold;
}

function checkMetadata(metadata: Fields | undefined): void {
  for (const [name, value] of Object.entries(metadata ?? {})) {
    if (typeof value !== "string") throw invalidType(`metadata.${name}`, "a string", value);
  }
}
