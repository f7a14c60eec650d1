/** What must never reach a terminal from a conversation: all control characters but line ends, and turned direction. */
export const controlCharacters = /(?![\r\n])[\p{Cc}\u202a-\u202e]/u;
