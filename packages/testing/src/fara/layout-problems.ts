import { isRecord } from "@massgen/core/provider";
import { readImageHeader } from "../openai/screens/image-header.ts";
import type { EmulatedFaraGeneration } from "./fara-step.ts";

const factors: Readonly<Record<EmulatedFaraGeneration, number>> = { "7b": 28, "1.5": 32 };
const maximumPictures = 3;

/**
 * What a request has otherwise than the model was trained on; a server takes such a request, and the model gets worse.
 * The rules are Microsoft's published code: the system message first, the picture before the text, at most three
 * pictures, each of the size that the model resizes to anyway, the task kept, no tools beside the prompt.
 */
export function layoutProblems(body: unknown, generation: EmulatedFaraGeneration): readonly string[] {
  if (!isRecord(body) || !Array.isArray(body.messages)) return ["There are no messages."];
  const messages = body.messages.filter(isRecord);
  const users = messages.filter(({ role }) => role === "user");
  const parts = users.map(({ content }) => (Array.isArray(content) ? content.filter(isRecord) : []));
  const pictures = parts.flat().filter(({ type }) => type === "image_url");
  const factor = factors[generation];
  const [first] = messages;
  const system = typeof first?.content === "string" ? first.content : JSON.stringify(first?.content ?? "");
  const problems: (string | false)[] = [
    first?.role !== "system" && "The first message is not the system's.",
    !system.includes("<tools>") && "The system message has no <tools>.",
    body.tools !== undefined && "The request offers tools beside those of the prompt.",
    pictures.length === 0 && "There is no picture.",
    pictures.length > maximumPictures && `There are ${pictures.length} pictures, not at most ${maximumPictures}.`,
    parts.some(isTextFirst) && "A message has its text before its picture.",
    messages.at(-1)?.role !== "user" && "The last message is not the user's.",
    body.temperature !== 0 && "The temperature is not 0.",
    ...pictures.map((picture) => sizeProblem(picture, factor)),
  ];
  return problems.filter((problem) => problem !== false);
}

function isTextFirst(parts: readonly Readonly<Record<string, unknown>>[]): boolean {
  const picture = parts.findIndex(({ type }) => type === "image_url");
  return picture > 0 && parts.slice(0, picture).some(({ type }) => type === "text");
}

function sizeProblem(part: Readonly<Record<string, unknown>>, factor: number): string | false {
  const url = isRecord(part.image_url) ? part.image_url.url : undefined;
  const size =
    typeof url === "string" ? readImageHeader(Buffer.from(url.slice(url.indexOf(",") + 1), "base64")) : undefined;
  if (size === undefined) return "A picture cannot be read.";
  const isRight = size.width % factor === 0 && size.height % factor === 0;
  return !isRight && `A picture has ${size.width}×${size.height} pixels, not multiples of ${factor}.`;
}
