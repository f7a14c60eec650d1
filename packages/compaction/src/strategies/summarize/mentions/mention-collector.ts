import { constraintsHeading } from "../prompt/instructions.ts";
import { readableText } from "../transcript/readable-text.ts";
import { findConstraints, findErrors } from "./find-lines.ts";
import { findNames } from "./find-names.ts";
import type { Mention, MentionSource } from "./mention.ts";

/** Characters of one text that are looked through: both ends of a longer one. */
const lookedThrough = 20_000;

/** Mentions of one kind from one text: a listing of a thousand files has none that matters more than the others. */
const mostOf = { user: 40, notes: 40, assistant: 8, tool: 8 } as const;

/** What a mention of an earlier summary counts as: it was among the best of its time, and has no place in this one. */
const carriedTimes = 3;

/** Gathers what a summary should not lose, and ranks it. */
export interface MentionCollector {
  look(source: MentionSource): void;
  /** Takes over a mention that an earlier summary had appended. */
  carry(mention: Mention): void;
  /** The most important first: what the user wrote, then by how recent and how frequent it is. */
  ranked(): readonly Mention[];
}

interface Seen {
  readonly mention: Mention;
  readonly times: number;
  readonly recency: number;
}

export function createMentionCollector(): MentionCollector {
  const seen = new Map<string, Seen>();
  const note = (mention: Mention, times: number, recency: number) => {
    const key = `${mention.kind} ${mention.text}`;
    const before = seen.get(key);
    const fromUser = mention.fromUser || (before?.mention.fromUser ?? false);
    seen.set(key, {
      mention: { ...mention, fromUser },
      times: times + (before?.times ?? 0),
      recency: Math.max(recency, before?.recency ?? 0),
    });
  };
  return {
    look({ text, origin, recency }) {
      const fromUser = origin === "user";
      const readable = readableText(origin === "tool" ? withoutSecretLines(text) : text, lookedThrough);
      const found = {
        constraint: findConstraints(fromUser ? readable : demandsIn(readable, origin)),
        error: findErrors(readable),
        // Relative to what, a tool's output seldom says: they are mostly imports of a file that was read.
        name: findNames(readable).filter((name) => origin !== "tool" || !/^\.{1,2}[\\/]/.test(name)),
      };
      for (const kind of ["constraint", "error", "name"] as const) {
        const counted = countEach(found[kind]);
        for (const [mentioned, times] of counted.slice(0, mostOf[origin])) {
          const weight = origin === "notes" ? carriedTimes : 1;
          note({ kind, text: mentioned, fromUser: fromUser || kind === "constraint" }, times * weight, recency);
        }
      }
    },
    carry: (mention) => note(mention, carriedTimes, 0),
    ranked: () =>
      [...seen.values()]
        .toSorted(
          (left, right) =>
            Number(right.mention.fromUser) - Number(left.mention.fromUser) || importance(right) - importance(left),
        )
        .map(({ mention }) => mention),
  };
}

/** What earlier notes have under the heading for what the user demanded, which they may have in no other words. */
function demandsIn(text: string, origin: MentionSource["origin"]): string {
  if (origin !== "notes") return "";
  const [, section = ""] = text.split(constraintsHeading);
  return section.replace(/\n## [\s\S]*$/, "").replace(/^\s*[-*]\s+/gm, "");
}

/** Eight times as often makes up for being as old as the conversation. */
function importance({ times, recency }: Seen): number {
  return recency + Math.log2(times) / 3;
}

/** Values with how often each is there, in the order of their first occurrence. */
function countEach(values: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts];
}

/** Lines of a tool's output that say that they hold a secret. */
function withoutSecretLines(text: string): string {
  return text
    .split("\n")
    .filter(
      (line) => !/api.?key|secret|passw|token["']?\s?[:=]|credential|authorization|bearer|private.?key/i.test(line),
    )
    .join("\n");
}
