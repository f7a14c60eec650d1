import { AIMessage, type BaseMessage, HumanMessage, ToolMessage } from "@langchain/core/messages";
import { isRecord } from "@massgen/core/provider";
import { leafParts, reasoningParts, textOf, textParts } from "./content-parts.ts";
import { evictImages } from "./evict-images.ts";
import { invalidItem } from "./invalid-item.ts";
import type { CountablePart, ItemAdapter, ItemFacts, ResultFacts } from "./item-adapter.ts";
import { functionCallId, langchainCalls } from "./langchain-calls.ts";
import { imageOf, isCompaction, isThinking, langchainParts } from "./langchain-content.ts";
import {
  fieldsOf,
  type LangChainMessage,
  type MessageFields,
  type SerializedMessage,
  withContent,
} from "./langchain-message.ts";

type Fields = Readonly<Record<string, unknown>>;

/**
 * Adapter for LangChain's messages, the objects of its classes. What it edits stays of its class, what it makes is an
 * object too.
 *
 * A `RemoveMessage` is no message but an order to a graph, and is refused: let the graph's reducer carry it out first.
 */
export const langchain: ItemAdapter<BaseMessage> = adapterOf((message) => message);

/** Adapter for LangChain's messages as `JSON.stringify` writes them. */
export const langchainJson: ItemAdapter<SerializedMessage> = adapterOf((message) =>
  JSON.parse(JSON.stringify(message)),
);

function adapterOf<Message extends LangChainMessage>(made: (message: BaseMessage) => Message): ItemAdapter<Message> {
  return {
    format: "langchain",
    callsShareItem: true,
    describe,
    replaceResult: (message, _callId, text) => withContent(message, text),
    replaceImages,
    answerCall(_message, call, text) {
      if (call.id.startsWith(functionCallId(""))) return undefined;
      return made(new ToolMessage({ content: text, tool_call_id: call.id, name: call.name, status: "error" }));
    },
    message: (role, text) => made(role === "user" ? new HumanMessage(text) : new AIMessage(text)),
  };
}

function describe(message: LangChainMessage): ItemFacts {
  const { type, fields } = fieldsOf(message);
  const role = roleOf({ type, fields });
  const calls = role === "assistant" ? langchainCalls(fields) : [];
  const blocks = Array.isArray(fields.content) ? fields.content.filter(isRecord) : [];
  return {
    role,
    type,
    calls,
    results: resultsOf({ type, fields }),
    reasoning: false,
    beginsTurn: blocks.some(isThinking),
    standsForPrefix: blocks.some(isCompaction),
    parts: [
      ...langchainParts(fields.content, calls.length > 0),
      ...reasoningBeside(fields.additional_kwargs),
      ...calls.flatMap((call) => [...textParts(call.name), ...textParts(call.arguments)]),
    ],
  };
}

/** Only the content is gone through: a message's object is no data that could be copied field by field. */
function replaceImages<Message extends LangChainMessage>(message: Message, text: string): Message {
  const held = { content: fieldsOf(message).fields.content };
  const describeHeld = ({ content }: typeof held) => describe(withContent(message, content));
  const { content } = evictImages(held, describeHeld, (known) => ({ content: stubImages(known.content, text) }));
  return content === held.content ? message : withContent(message, content);
}

function roleOf({ type, fields }: MessageFields): ItemFacts["role"] {
  switch (type) {
    case "human":
      return "user";
    case "ai":
      return "assistant";
    case "system":
    case "developer":
      return "system";
    case "tool":
    case "function":
      return "tool";
    case "generic":
      return roleOf({ type: genericTypes.get(String(fields.role)) ?? "human", fields });
    case "remove":
      throw invalidItem("A RemoveMessage is an order to a graph and no part of a conversation.");
    default:
      throw invalidItem("A message has no type that LangChain knows.");
  }
}

/** Roles of a `ChatMessage`; any other is taken for a user's, as most integrations send it. */
const genericTypes: ReadonlyMap<string, string> = new Map([
  ["assistant", "ai"],
  ["ai", "ai"],
  ["system", "system"],
  ["developer", "system"],
]);

function resultsOf({ type, fields }: MessageFields): readonly ResultFacts[] {
  const text = () => textOf(langchainParts(fields.content));
  if (type === "function") return [{ callId: functionCallId(fields.name), text: text(), replaceable: true }];
  if (type !== "tool") return [];
  if (typeof fields.tool_call_id !== "string") throw invalidItem("A tool message has no tool_call_id.");
  return [{ callId: fields.tool_call_id, text: text(), replaceable: true }];
}

/** Reasoning that integrations keep beside the content: DeepSeek's as a text, OpenAI's as an item. */
function reasoningBeside(kwargs: unknown): readonly CountablePart[] {
  if (!isRecord(kwargs)) return [];
  const { reasoning_content: text, reasoning: item } = kwargs;
  if (typeof text === "string") return textParts(text);
  if (!isRecord(item)) return [];
  const sealed = typeof item.encrypted_content === "string" ? item.encrypted_content.length : 0;
  return reasoningParts(textOf(leafParts(item.summary)), sealed);
}

function stubImages(content: unknown, text: string): unknown {
  if (!Array.isArray(content)) return content;
  return content.map((block: unknown) => {
    if (!isRecord(block) || imageOf(block) === undefined) return block;
    return { ...withoutImage(block), type: "text", text };
  });
}

function withoutImage(block: Fields): Fields {
  return Object.fromEntries(Object.entries(block).filter(([key]) => !imageKeys.has(key)));
}

/** Fields of images, in the spelling of LangChain's two versions and of the providers. */
const imageKeys = new Set(
  "image_url source source_type data url id fileId file_id mimeType mime_type media_type detail metadata".split(" "),
);
