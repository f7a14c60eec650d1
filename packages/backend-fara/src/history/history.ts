import type { ConversationItem } from "@massgen/core";
import type { UserText } from "./user-text.ts";

/** A user message. */
export interface UserMessage extends UserText {
  /** Data URL of the frame; absent where it is too old to be sent again. */
  readonly picture?: string;
}

/** A turn that is over. */
export interface Exchange {
  readonly user: UserMessage;
  /** Exactly what the model wrote. */
  readonly assistant: string;
}

/** Never changed: each turn makes a new one. */
export type History = readonly Exchange[];

/** A history with one more exchange, without pictures that will not be sent again. */
export function extend(history: History, exchange: Exchange, pictures: number): History {
  const all = [...history, exchange];
  const old = all.length - pictures;
  return all.map((entry, index) => (index > old || entry.user.picture === undefined ? entry : withoutPicture(entry)));
}

/**
 * The conversation as the models were trained on it: all that they wrote, the last few screenshots, the current one among
 * them, and of older user messages nothing but the task and the user's replies, without their pictures.
 */
export function layOut(history: History, current: UserMessage, pictures: number): readonly ConversationItem[] {
  const old = history.length - (pictures - 1);
  const earlier = history.flatMap(({ user, assistant }, index) => [
    ...(index >= old && user.picture !== undefined ? [withPicture(user)] : oldMessage(user)),
    { role: "assistant", content: assistant } as const,
  ]);
  return [...earlier, withPicture(current)];
}

function withPicture({ picture, text }: UserMessage): ConversationItem {
  if (picture === undefined) return { role: "user", content: text };
  return {
    role: "user",
    content: [
      { type: "input_image", image_url: picture },
      { type: "input_text", text },
    ],
  };
}

function oldMessage({ kept }: UserMessage): readonly ConversationItem[] {
  return kept === undefined ? [] : [{ role: "user", content: kept }];
}

function withoutPicture({ user: { picture: _, ...user }, assistant }: Exchange): Exchange {
  return { user, assistant };
}
