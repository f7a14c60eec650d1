import type { Entry } from "./neutral.ts";
import type { CountNeutral } from "./neutral-tokens.ts";
import { unpack } from "./packed-result.ts";
import type { Goal } from "./peer.ts";
import { PeerProcess } from "./peer-process.ts";
import { createVerdict, type Row, type SizeResult } from "./row.ts";
import type { PeerAnswer } from "./serve-peer.ts";

/** A session, and what is asked for. */
export interface Assignment {
  readonly session: readonly Entry[];
  readonly goal: Goal;
}

/** A large session. */
export interface SizedAssignment extends Assignment {
  readonly messages: number;
}

/** Time that a peer has for all its runs on one session, in milliseconds. */
const longest = 60_000;

/** Runs one peer, in a process of its own, on the small sessions and then on the large ones, smallest first. */
export async function runPeer(
  id: string,
  small: readonly Assignment[],
  large: readonly SizedAssignment[],
  count: CountNeutral,
): Promise<Row> {
  using child = new PeerProcess(id);
  const { name, version, peerKind } = expect("ready", await child.next(undefined, longest));
  const judge = createVerdict();
  const trialAnswer = await child.next({ kind: "trials", goals: small.map(({ goal }) => goal) }, longest);
  for (const [index, packed] of expect("trials", trialAnswer).results.entries()) {
    const { session, goal } = small[index] as Assignment;
    const result = unpack(session, packed);
    judge.add(session, result, count(result) <= goal.target);
  }
  const sizes: SizeResult[] = [];
  for (const { messages, session, goal } of large) {
    const reason = reasonToSkip(sizes.at(-1), messages);
    if (reason !== undefined) {
      sizes.push({ messages, time: reason });
      continue;
    }
    const answer = await child.next({ kind: "session", messages, goal }, longest);
    if (answer === undefined) {
      sizes.push({ messages, time: `stopped after ${longest / 1_000} s` });
      continue;
    }
    const { milliseconds, runs, packed, modelCalls } = expect("session", answer);
    const result = unpack(session, packed);
    const tokensAfter = count(result);
    judge.add(session, result, tokensAfter <= goal.target);
    sizes.push({ messages, time: milliseconds, runs, tokensBefore: goal.tokens, tokensAfter, modelCalls });
  }
  return { name, version, kind: peerKind, sizes, verdict: judge.verdict() };
}

/** A session is left out where the time would be up even if it took only as much longer as it is larger. */
function reasonToSkip(last: SizeResult | undefined, messages: number): string | undefined {
  if (last === undefined) return undefined;
  if (typeof last.time === "string") return last.time.startsWith("skipped") ? last.time : `skipped: ${last.time}`;
  if ((last.time * messages) / last.messages <= longest) return undefined;
  return `skipped: ${last.messages / 1_000}k took ${(last.time / 1_000).toFixed(1)} s`;
}

function expect<Name extends PeerAnswer["kind"]>(
  kind: Name,
  answer: PeerAnswer | undefined,
): Extract<PeerAnswer, { readonly kind: Name }> {
  if (answer?.kind === kind) return answer as Extract<PeerAnswer, { readonly kind: Name }>;
  throw new Error(answer?.kind === "failed" ? answer.message : `No answer of the kind ${kind}.`);
}
