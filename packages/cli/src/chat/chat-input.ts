/** What comes from whoever talks: a text, the end of it all, or a Ctrl-C at the prompt. */
export type ChatInputEvent =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "end" }
  | { readonly kind: "interrupted" };

/** Where a chat's lines come from. */
export interface ChatInput {
  /** The next text. It is asked for once the one before has been dealt with; what comes earlier waits. */
  next(): Promise<ChatInputEvent>;
  /** Ends the waiting for a text, as if by Ctrl-C. */
  interrupt(): void;
  close(): void;
}
