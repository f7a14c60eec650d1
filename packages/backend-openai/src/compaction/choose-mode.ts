import type { NativeCompactionMode } from "@massgen/core";
import type { OpenaiCompactionMode } from "../settings/openai-settings.ts";
import type { FeatureState } from "../support/endpoint-support.ts";

/** Everything that decides how a conversation is compacted. */
export interface ModeFacts {
  readonly configured: OpenaiCompactionMode;
  readonly stored: boolean;
  readonly hasServerThreshold: boolean;
  /** What is known of the endpoint, for each way. */
  readonly states: Readonly<Record<NativeCompactionMode, FeatureState>>;
}

/** What `compact` does. */
export type CompactChoice = "endpoint" | "trigger" | "unsupported";

interface Row {
  readonly configured: readonly OpenaiCompactionMode[];
  readonly endpoint: readonly FeatureState[];
  readonly trigger: readonly FeatureState[];
  readonly choice: CompactChoice;
}

const any: readonly FeatureState[] = ["supported", "unknown", "failing", "unsupported"];
const hopeful: readonly FeatureState[] = ["supported", "unknown"];
/** Who asked for one way by name has it tried also while it fails. */
const notMissing: readonly FeatureState[] = ["supported", "unknown", "failing"];

/**
 * What `compact` does; the first row that fits counts, and none means `unsupported`.
 *
 * | configured     | endpoint             | trigger              | choice      |
 * | -------------- | -------------------- | -------------------- | ----------- |
 * | off            | any                  | any                  | unsupported |
 * | endpoint       | not unsupported      | any                  | endpoint    |
 * | trigger        | any                  | not unsupported      | trigger     |
 * | auto, server   | supported or unknown | any                  | endpoint    |
 * | auto, server   | any                  | supported or unknown | trigger     |
 *
 * `server` reads like `auto`, since server-side compaction happens while a response is made and cannot be asked for: a
 * compactor that guards the window meanwhile still needs a way to do so. Whether responses are stored makes no
 * difference here: both ways work without.
 */
const rows: readonly Row[] = [
  { configured: ["off"], endpoint: any, trigger: any, choice: "unsupported" },
  { configured: ["endpoint"], endpoint: notMissing, trigger: any, choice: "endpoint" },
  { configured: ["trigger"], endpoint: any, trigger: notMissing, choice: "trigger" },
  { configured: ["auto", "server"], endpoint: hopeful, trigger: any, choice: "endpoint" },
  { configured: ["auto", "server"], endpoint: any, trigger: hopeful, choice: "trigger" },
];

/** How `compact` has the conversation compacted. */
export function chooseMode({ configured, states }: Pick<ModeFacts, "configured" | "states">): CompactChoice {
  const row = rows.find(
    (candidate) =>
      candidate.configured.includes(configured) &&
      candidate.endpoint.includes(states.endpoint) &&
      candidate.trigger.includes(states.trigger),
  );
  return row?.choice ?? "unsupported";
}

/**
 * Whether a request asks the server to compact while it answers.
 *
 * | configured              | stored | threshold | endpoint's server mode | asked for |
 * | ----------------------- | ------ | --------- | ---------------------- | --------- |
 * | server                  | any    | given     | not unsupported        | yes       |
 * | auto                    | yes    | given     | not unsupported        | yes       |
 * | everything else         |        |           |                        | no        |
 */
export function asksServer({ configured, stored, hasServerThreshold, states }: ModeFacts): boolean {
  if (!hasServerThreshold || states.server === "unsupported") return false;
  return configured === "server" || (configured === "auto" && stored);
}

/** The ways that are worth a try, for the backend's capabilities. */
export function offeredModes(facts: ModeFacts): readonly NativeCompactionMode[] {
  const { configured, states } = facts;
  const isOffered: Readonly<Record<NativeCompactionMode, boolean>> = {
    endpoint: configured !== "trigger" && states.endpoint !== "unsupported",
    trigger: configured !== "endpoint" && states.trigger !== "unsupported",
    server: asksServer(facts),
  };
  const all = ["endpoint", "trigger", "server"] as const;
  return configured === "off" ? [] : all.filter((mode) => isOffered[mode]);
}
