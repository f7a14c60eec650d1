/**
 * What a home-made summarization asks for. Frozen, as is all in this folder: a comparison is worth nothing if this side of
 * it moves.
 */
export const naivePrompt = `Summarise the conversation below so that the work can go on without it. Say what the user wants, what has been done
so far, which files and commands mattered, what was decided, and what comes next. Be concise and answer with the summary only.`;

/** Written before the summary where it stands in the conversation. */
export const naiveHeading = "Summary of the conversation so far:";
