import process from "node:process";
import { peerLoaders } from "./all-peers.ts";
import { type Measured, measurePeer } from "./measure-peer.ts";
import { neutralSession } from "./neutral-session.ts";
import { type PackedResult, pack } from "./packed-result.ts";
import type { Goal, Kind } from "./peer.ts";
import { trials } from "./trials.ts";

/** What the benchmark asks a peer's process for. */
export type PeerRequest =
  | { readonly kind: "trials"; readonly goals: readonly Goal[] }
  | { readonly kind: "session"; readonly messages: number; readonly goal: Goal };

/** What that process answers with. */
export type PeerAnswer =
  | { readonly kind: "ready"; readonly name: string; readonly version: string; readonly peerKind: Kind }
  | { readonly kind: "trials"; readonly results: readonly PackedResult[] }
  | ({ readonly kind: "session"; readonly packed: PackedResult } & Omit<Measured, "result">)
  | { readonly kind: "failed"; readonly message: string };

/** Run by the benchmark: holds one peer, and runs it on the sessions that are named to it until it is disconnected. */
const peer = await (peerLoaders[process.argv[2] ?? ""] ?? unknownPeer)();

process.on("message", (request: PeerRequest) => {
  answer(request).then(send, (error: unknown) => send({ kind: "failed", message: String(error) }));
});
send({ kind: "ready", name: peer.name, version: peer.version, peerKind: peer.kind });

async function answer(request: PeerRequest): Promise<PeerAnswer> {
  if (request.kind === "session") {
    const session = neutralSession(request.messages);
    const { result, ...measured } = await measurePeer(peer, session, request.goal);
    return { kind: "session", ...measured, packed: pack(session, result) };
  }
  const results: PackedResult[] = [];
  for (const [index, { session }] of trials().entries()) {
    const goal = request.goals[index];
    if (goal === undefined) break;
    const prepared = await peer.prepare(session, goal);
    results.push(pack(session, (await prepared.run())()));
  }
  return { kind: "trials", results };
}

function send(message: PeerAnswer): void {
  process.send?.(message);
}

function unknownPeer(): never {
  throw new Error("The first argument must be the name of a peer.");
}
