import type { BaseMessage } from "@langchain/core/messages";
import { isRecord } from "@massgen/core/provider";
import { invalidItem, kindOf } from "./invalid-item.ts";

/** A message of LangChain, as an object of one of its classes or in the form that these are written as JSON. */
export type LangChainMessage = BaseMessage | SerializedMessage;

/** What `JSON.stringify` makes of a message. */
export interface SerializedMessage {
  readonly lc: number;
  readonly type: string;
  readonly id: readonly string[];
  readonly kwargs: Readonly<Record<string, unknown>>;
}

/** A message's type and fields, whatever its form. */
export interface MessageFields {
  readonly type: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The types of LangChain's message classes, by the names of these without `Message` or `MessageChunk`. */
const types: ReadonlyMap<string, string> = new Map([
  ["Human", "human"],
  ["AI", "ai"],
  ["System", "system"],
  ["Tool", "tool"],
  ["Function", "function"],
  ["Chat", "generic"],
  ["Remove", "remove"],
]);

/** @throws MassGenError `invalid-item` */
export function fieldsOf(message: unknown): MessageFields {
  if (!isRecord(message)) throw invalidItem(`A message must be an object, not ${kindOf(message)}.`);
  if (isSerialized(message)) {
    const name = String(Array.isArray(message.id) ? message.id.at(-1) : "");
    return { type: types.get(name.replace(/Message(?:Chunk)?$/, "")) ?? name, fields: message.kwargs };
  }
  if (typeof message.type !== "string") throw invalidItem("A message has no type.");
  return { type: message.type, fields: message };
}

/** The message with another content; an object stays one of its class, and all of its other fields stay. */
export function withContent<Message extends LangChainMessage>(message: Message, content: unknown): Message {
  if (isSerialized(message)) return { ...message, kwargs: { ...message.kwargs, content } };
  const copy: Message = Object.create(Object.getPrototypeOf(message));
  const written: unknown = "lc_kwargs" in message ? message.lc_kwargs : undefined;
  return Object.assign(copy, message, { content }, isRecord(written) && { lc_kwargs: { ...written, content } });
}

function isSerialized(message: object): message is SerializedMessage {
  return "lc" in message && "kwargs" in message && isRecord(message.kwargs);
}
