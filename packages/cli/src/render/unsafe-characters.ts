/**
 * Runs of characters that steer a terminal or hide what a text says: control characters with the escape that begins a
 * terminal command, line separators, and invisible format characters such as those that turn the reading direction. The
 * two joiners stay, as emoji and some scripts are written with them.
 */
export const unsafeCharacters = /(?:(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}])+/gu;
