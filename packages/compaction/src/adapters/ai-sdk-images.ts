import { isRecord } from "@massgen/core/provider";
import type { AiSdkMessage } from "./ai-sdk.ts";
import { imageOf } from "./ai-sdk-files.ts";

/** The message with its images replaced, also those inside tool results. */
export function stubAiSdkImages(message: AiSdkMessage, text: string): AiSdkMessage {
  return { ...message, content: stubImages(message.content, text) };
}

function stubImages(content: unknown, text: string): unknown {
  if (!Array.isArray(content)) return content;
  return content.map((part) => {
    if (!isRecord(part)) return part;
    const { output } = part;
    if (part.type === "tool-result") {
      return isRecord(output) && output.type === "content"
        ? { ...part, output: { ...output, value: stubImages(output.value, text) } }
        : part;
    }
    if (imageOf(part) === undefined) return part;
    return { ...withoutImage(part), type: "text", text };
  });
}

function withoutImage(part: Readonly<Record<string, unknown>>) {
  const {
    image: _image,
    data: _data,
    url: _url,
    fileId: _id,
    providerReference: _file,
    mediaType: _type,
    ...rest
  } = part;
  return rest;
}
