/** How the items lie in the file, so that the result can be written the same way. */
export type FileLayout =
  | { readonly kind: "array"; readonly indent: string }
  | {
      readonly kind: "object";
      readonly key: "items" | "messages";
      readonly rest: Readonly<Record<string, unknown>>;
      readonly indent: string;
    }
  | { readonly kind: "lines" };

/** A conversation as it was read. */
export interface ConversationFile {
  /** For messages to people: the path as it was given, or `standard input`. */
  readonly name: string;
  /** The file, byte for byte. */
  readonly bytes: Uint8Array;
  readonly layout: FileLayout;
  readonly items: readonly unknown[];
  /** Format that the file itself names in a `format` field. */
  readonly format: string | undefined;
}
