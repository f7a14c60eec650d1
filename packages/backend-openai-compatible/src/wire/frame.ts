/** A piece of a response: a chunk of a stream, the whole answer where the server did not stream, or the stream's mark. */
export type Frame =
  | { readonly kind: "chunk"; readonly value: unknown }
  | { readonly kind: "body"; readonly value: unknown }
  /** What a server sent under the name of an error. */
  | { readonly kind: "error"; readonly value: unknown }
  /** A line that is not JSON. */
  | { readonly kind: "malformed" }
  | { readonly kind: "done" };

/** An answer that is not what the protocol says. Its message is a clause without a stop. */
export class UnreadableAnswer extends Error {}
