import type { Mention } from "./mention.ts";

const demanded = "- demanded by the user: ";
const userNamed = "- the user named: ";
const named = "- named: ";
const error = "- error: ";

/** Mentions as lines of a summary: sentences and errors one by one, names together. */
export function renderMentions(mentions: readonly Mention[]): string {
  const namesOf = (fromUser: boolean) =>
    mentions
      .filter((mention) => mention.kind === "name" && mention.fromUser === fromUser)
      .map(({ text }) => `\`${text}\``);
  const lines = (["constraint", "error"] as const).flatMap((kind) =>
    mentions
      .filter((mention) => mention.kind === kind)
      .map(({ text }) => (kind === "constraint" ? demanded + text : error + text)),
  );
  const byUser = namesOf(true);
  const byOthers = namesOf(false);
  return [
    ...lines,
    ...(byUser.length > 0 ? [userNamed + byUser.join(", ")] : []),
    ...(byOthers.length > 0 ? [named + byOthers.join(", ")] : []),
  ].join("\n");
}

/** Reads rendered mentions back; lines that are not of this making are left out. */
export function parseMentions(text: string): readonly Mention[] {
  return text.split("\n").flatMap((line): readonly Mention[] => {
    if (line.startsWith(demanded)) return [{ kind: "constraint", text: line.slice(demanded.length), fromUser: true }];
    if (line.startsWith(error)) return [{ kind: "error", text: line.slice(error.length), fromUser: false }];
    if (!line.startsWith(userNamed) && !line.startsWith(named)) return [];
    const fromUser = line.startsWith(userNamed);
    return [...line.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => ({ kind: "name", text: name, fromUser }));
  });
}
