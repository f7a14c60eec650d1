/** Why a conversation is looked at. */
export type Occasion = "if-due" | "asked-for" | "too-many-tokens" | "too-many-bytes";
