/** Letters and digits that are not taken for one another. */
const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
const suffixLength = 4;

/** Names a conversation by when it began, in UTC, and by chance: `20260131-142530-k3fm`. */
export function newConversationId(now: Date, random: () => number): string {
  const [day = "", time = ""] = now.toISOString().replace(/[-:]/g, "").split(/[T.]/);
  const suffix = Array.from({ length: suffixLength }, () => alphabet[Math.floor(random() * alphabet.length)]);
  return `${day}-${time}-${suffix.join("")}`;
}

/** Whether a text has the form of an id, so that it is no path and no question. */
export function isConversationId(text: string): boolean {
  return /^\d{8}-\d{6}-[a-z\d]{4}$/.test(text);
}
