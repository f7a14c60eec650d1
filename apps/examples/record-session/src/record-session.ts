import type { ConversationItem } from "@massgen/core";
import { instructions } from "./model/instructions.ts";
import { Memory } from "./model/memory.ts";
import { Pace } from "./model/pace.ts";
import { planSession } from "./model/plan-session.ts";
import { playTurn } from "./play-turn.ts";
import { Recording } from "./recording/recording.ts";
import { createToolbox } from "./tools/toolbox.ts";
import { takeSnapshot } from "./tree/snapshot.ts";

interface SessionSettings {
  /** The source tree under review; it is copied, never changed. */
  readonly root: string;
  /** Items after which the session comes to its end; it has a few more. */
  readonly items: number;
  /** Characters of JSON that the session should come near; about 3.4 make one token. */
  readonly characters: number;
}

/** Plays a review session over a source tree and returns its items. */
export async function recordSession({
  root,
  items,
  characters,
}: SessionSettings): Promise<readonly ConversationItem[]> {
  await using snapshot = await takeSnapshot(root);
  const toolbox = createToolbox(snapshot);
  const recording = new Recording();
  const pace = new Pace({ items, characters }, () => ({
    items: recording.items.length,
    characters: recording.characters,
  }));
  recording.say("developer", instructions(toolbox.tools));
  for (const turn of planSession(new Memory(pace))) await playTurn(turn, recording, toolbox);
  return recording.items;
}
