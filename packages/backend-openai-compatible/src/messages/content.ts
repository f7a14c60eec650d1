import { isRecord } from "@massgen/core/provider";
import type { ChatContent, ChatPart } from "./chat-message.ts";
import { shownName, unsendable } from "./unsendable.ts";

const texts: ReadonlySet<unknown> = new Set(["input_text", "output_text", "text", "summary_text", "reasoning_text"]);

/**
 * What a user's message says: text alone as a string, which every server takes, and parts where there is more than text.
 *
 * @throws BackendError `unsupported`
 */
export function userContent(content: unknown, backend: string): ChatContent {
  const parts = contentParts(content, backend);
  return parts.every((part) => part.type === "text") ? joinTexts(parts) : parts;
}

/**
 * What a message of a role says that can only say text; a refusal counts as text, since few servers know the word.
 *
 * @throws BackendError `unsupported`
 */
export function textContent(content: unknown, role: string, backend: string): string {
  const parts = contentParts(content, backend);
  const other = parts.find((part) => part.type !== "text");
  if (other === undefined) return joinTexts(parts);
  throw unsendable(
    backend,
    `a message of the role ${role} holds a part of type ${other.type}, and servers take only text there.`,
    "Put it into a user message.",
  );
}

/** Content as parts of the Chat protocol, in order. @throws BackendError `unsupported` */
export function contentParts(content: unknown, backend: string): readonly ChatPart[] {
  if (typeof content === "string") return [{ type: "text", text: content }];
  if (!Array.isArray(content)) return [];
  return content.map((part: unknown) => toChatPart(part, backend));
}

/** The texts of parts, a line each. */
export function joinTexts(parts: readonly ChatPart[]): string {
  return parts.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n");
}

function toChatPart(part: unknown, backend: string): ChatPart {
  const fields = isRecord(part) ? part : {};
  if (texts.has(fields.type) && typeof fields.text === "string") return { type: "text", text: fields.text };
  if (fields.type === "refusal" && typeof fields.refusal === "string") return { type: "text", text: fields.refusal };
  if (fields.type === "input_image") return imagePart(fields, backend);
  if (fields.type === "input_file") return filePart(fields, backend);
  if (fields.type === "input_audio") return { type: "input_audio", input_audio: fields.input_audio };
  throw unsendable(
    backend,
    `a message holds a part of type ${shownName(fields.type)}, which Chat Completions does not have.`,
    "Take it out of the conversation, or use a backend that knows it.",
  );
}

function imagePart({ image_url: image, detail }: Readonly<Record<string, unknown>>, backend: string): ChatPart {
  const url = isRecord(image) ? image.url : image;
  if (typeof url !== "string" || url === "") {
    throw unsendable(
      backend,
      "an image is given by the id of a file, which only the provider that stores it can read.",
      "Give the image as a URL or as a data URL.",
    );
  }
  // `auto` is the default, and some servers refuse the field.
  const isDefault = typeof detail !== "string" || detail === "auto";
  return { type: "image_url", image_url: isDefault ? { url } : { url, detail } };
}

function filePart({ file_data, filename, file_id }: Readonly<Record<string, unknown>>, backend: string): ChatPart {
  const file = Object.fromEntries(
    Object.entries({ file_data, filename, file_id }).filter(([, value]) => typeof value === "string"),
  );
  if ("file_data" in file || "file_id" in file) return { type: "file", file };
  throw unsendable(
    backend,
    "a file is given by its URL, which Chat Completions does not take.",
    "Give the file as data, or its text as text.",
  );
}
