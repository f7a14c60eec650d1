import { isRecord } from "@massgen/core/provider";
import type { AiSdkMessage } from "./ai-sdk.ts";
import { outputParts } from "./ai-sdk-content.ts";
import { textOf } from "./content-parts.ts";
import { invalidItem } from "./invalid-item.ts";
import type { ResultFacts } from "./item-adapter.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Results in a message's parts. What a provider's own tool said is of that provider's schema and takes no text. */
export function aiSdkResults(parts: readonly Fields[], role: string): readonly ResultFacts[] {
  return parts.filter(isResult).map((part) => {
    if (typeof part.toolCallId !== "string") throw invalidItem("A tool-result part has no toolCallId.");
    const text = textOf(outputParts(part.output));
    return { callId: part.toolCallId, text, replaceable: role === "tool" && isRecord(part.output) };
  });
}

function isResult(part: Fields): boolean {
  return part.type === "tool-result";
}

export function replaceAiSdkResult(message: AiSdkMessage, callId: string, text: string): AiSdkMessage {
  const parts = message.content as readonly unknown[];
  const content = parts.map((part) =>
    isRecord(part) && isResult(part) && part.toolCallId === callId && isRecord(part.output)
      ? { ...part, output: withText(part.output, text) }
      : part,
  );
  return { ...message, content };
}

/** An error stays an error, a denial a denial. Options of a part inside the output move to the output itself. */
function withText(output: Fields, text: string): Fields {
  const { type, value, reason: _reason, ...rest } = output;
  if (type === "execution-denied") return { ...rest, type, reason: text };
  const isError = type === "error-text" || type === "error-json";
  const inside = Array.isArray(value) && type === "content" ? value : [];
  const options = inside.find((part) => isRecord(part) && isRecord(part.providerOptions))?.providerOptions;
  const moved = options === undefined ? {} : { providerOptions: options };
  return { ...moved, ...rest, type: isError ? "error-text" : "text", value: text };
}
