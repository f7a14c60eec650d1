/**
 * Tokens that replaying an opaque item costs beside the output tokens of the compaction that made it; recorded: items
 * of 183 to 193 output tokens cost 276 to 285 with a short user message.
 */
export const replayTokens = 80;
