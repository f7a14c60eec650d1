import { isRecord } from "@massgen/core/provider";
import { fileParts, imageOf } from "./ai-sdk-files.ts";
import { leafParts, partsOfContent, reasoningParts, textParts } from "./content-parts.ts";
import type { CountablePart } from "./item-adapter.ts";
import { jsonText } from "./json-text.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Parts of a message's content in the AI SDK's format. */
export function aiSdkParts(content: unknown): readonly CountablePart[] {
  return partsOfContent(content, partsOf);
}

function partsOf(part: Fields): readonly CountablePart[] {
  const { providerOptions, ...rest } = part;
  const sealed = sealedParts(providerOptions);
  switch (part.type) {
    case "text":
      return typeof part.text === "string" ? [...textParts(part.text), ...sealed] : leafParts(part);
    case "reasoning":
      return reasoningParts(typeof part.text === "string" ? part.text : "", sealed[0]?.characters ?? 0);
    case "tool-call":
      return [...leafParts(part.toolName), ...textParts(jsonText(part.input)), ...sealed];
    case "tool-result":
      return isRecord(part.output) ? outputParts(part.output) : leafParts(rest);
    // The SDK takes approvals out before it sends the conversation.
    case "tool-approval-request":
    case "tool-approval-response":
      return [];
    default: {
      const image = imageOf(part);
      return image === undefined ? [...(fileParts(part) ?? leafParts(rest)), ...sealed] : [image];
    }
  }
}

/** Parts of a tool result's output. */
export function outputParts(output: unknown): readonly CountablePart[] {
  if (!isRecord(output)) return leafParts(output);
  switch (output.type) {
    case "content":
      return aiSdkParts(output.value);
    case "execution-denied":
      return leafParts(output.reason);
    default:
      return textParts(jsonText(output.value));
  }
}

/** The longest text that only the provider can read among a part's options: an encrypted thought, a signature. */
function sealedParts(providerOptions: unknown) {
  const sealed = leafParts(providerOptions).filter((part) => part.kind === "opaque");
  return sealed.sort((left, right) => right.characters - left.characters).slice(0, 1);
}

/** Whether a part is what a provider's own compaction left: Anthropic's as a text, OpenAI's as a custom part. */
export function compactionIn(part: Fields): boolean {
  if (part.type === "custom") return part.kind === "openai.compaction";
  const options = isRecord(part.providerOptions) ? part.providerOptions.anthropic : undefined;
  return part.type === "text" && part.text !== "" && isRecord(options) && options.type === "compaction";
}
