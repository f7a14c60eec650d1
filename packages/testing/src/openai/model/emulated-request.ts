/** Something that the model sees, in the order in which it sees it. */
export type EmulatedEntry =
  | EmulatedMessageEntry
  | EmulatedCallEntry
  | EmulatedOutputEntry
  | EmulatedReasoningEntry
  | EmulatedSealedEntry;

interface EmulatedMessageEntry {
  readonly kind: "message";
  readonly role: string;
  readonly text: string;
  /** URLs or file ids of the images in it. */
  readonly images: readonly string[];
}

/** A tool call of the model, whatever the tool. */
interface EmulatedCallEntry {
  readonly kind: "call";
  readonly callId: string;
  /** The function's name; for tools of the provider their type, e.g. `computer_call`. */
  readonly name: string;
  /** JSON text. */
  readonly arguments: string;
}

/** What a tool call led to. */
interface EmulatedOutputEntry {
  readonly kind: "output";
  readonly callId: string;
  readonly text: string;
  /** URLs or file ids of the images in it. */
  readonly images: readonly string[];
}

/** What the model thought in an earlier turn, opened from its seal. */
interface EmulatedReasoningEntry {
  readonly kind: "reasoning";
  readonly text: string;
}

/** What an opaque compaction item carries. */
interface EmulatedSealedEntry {
  readonly kind: "sealed";
  /** The text of everything that the item replaced. */
  readonly text: string;
}

/** A tool that the request offers. */
export interface EmulatedTool {
  /** `function`, or the type of a tool of the provider. */
  readonly type: string;
  /** The function's name; for tools of the provider their type. */
  readonly name: string;
  readonly description?: string;
  /** JSON schema of a function's arguments. */
  readonly parameters?: unknown;
}

/** The form that the answer has to have. */
export interface EmulatedOutputFormat {
  readonly type: string;
  readonly name?: string;
  readonly schema?: unknown;
}

/** What the model sees of a request, and nothing else. */
export interface EmulatedRequest {
  readonly model: string;
  /** Empty where the request has none. */
  readonly instructions: string;
  readonly tools: readonly EmulatedTool[];
  readonly entries: readonly EmulatedEntry[];
  /** Instructions and entries as one text, in which facts can be looked for. */
  readonly text: string;
  /** Absent where any text will do. */
  readonly outputFormat?: EmulatedOutputFormat;
  /** What the request costs, by the formula of `emulatedTokens`. */
  readonly tokens: number;
  /** Its number in the emulator's books, from 1. */
  readonly number: number;
}
