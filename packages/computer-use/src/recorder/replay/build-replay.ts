import type { ComputerResult } from "@massgen/core";
import { describeReasons } from "../../describe/describe-reasons.ts";
import { shorten } from "../../describe/shorten.ts";
import type {
  ApprovalRecord,
  ComputerRunRecord,
  FrameRecord,
  OutcomeRecord,
  SessionRecord,
} from "../../loop/run-log.ts";
import type { ReplayData, ReplayPicture, ReplayStep } from "./replay-data.ts";
import { replayStep, type StepFacts } from "./replay-step.ts";

/** Characters of a reason that are told. */
const longest = 300;

/** Puts the records of a run into the order in which a person looks at them. */
export function buildReplay(records: readonly ComputerRunRecord[]): ReplayData {
  const frames = new Map<number, FrameRecord>();
  const outcomes = new Map<number, OutcomeRecord>();
  const approvals = new Map<number, string>();
  const steps: (StepFacts & { readonly frame: FrameRecord | undefined })[] = [];
  const models = new Map<string, SessionRecord["promptSource"]>();
  const news: string[] = [];
  let [task, computer] = ["", ""];
  let result: ComputerResult | null = null;
  let lastFrame: FrameRecord | undefined;
  for (const record of records) {
    switch (record.type) {
      case "run":
        [task, computer] = [record.task, record.computer];
        break;
      case "resume":
        result = null;
        news.push("The run was taken up again.");
        break;
      case "session":
        models.set(record.model, record.promptSource ?? models.get(record.model));
        if (record.reason !== undefined) {
          news.push(`${record.model} goes on with the task: ${shorten(record.reason, longest)}`);
        }
        break;
      case "frame":
        frames.set(record.number, record);
        lastFrame = record;
        break;
      case "step":
        if (!models.has(record.model)) models.set(record.model, undefined);
        steps.push({ record, news: news.splice(0), frame: frames.get(record.turn.frame) });
        break;
      case "approval":
        approvals.set(record.step, approvalText(record));
        break;
      case "outcome":
        outcomes.set(record.step, record);
        break;
      case "end":
        result = withoutGaps(record.result);
        break;
    }
  }
  const { all, placeOf } = createPictures();
  const shown = steps.map((facts): ReplayStep => {
    const { step } = facts.record;
    const picture = facts.frame === undefined ? -1 : placeOf(facts.frame);
    return replayStep({ ...facts, picture, outcome: outcomes.get(step), approval: approvals.get(step) });
  });
  const last = lastFrame === undefined ? null : placeOf(lastFrame);
  return { task, computer, models: [...models].map(nameOf), steps: shown, pictures: all, last, result };
}

function createPictures() {
  const all: ReplayPicture[] = [];
  const places = new Map<string, number>();
  return {
    all,
    placeOf({ observation: { frame } }: FrameRecord): number {
      const known = places.get(frame.picture);
      if (known !== undefined) return known;
      const place = all.push({ id: frame.picture, width: frame.width, height: frame.height }) - 1;
      places.set(frame.picture, place);
      return place;
    },
  };
}

function nameOf([name, source]: readonly [string, SessionRecord["promptSource"]]): string {
  if (source === undefined) return name;
  return `${name} (${source === "own" ? "built-in" : "custom"} system prompt)`;
}

function approvalText({ reasons, answer }: ApprovalRecord): string {
  const words: Readonly<Record<string, string>> = {
    allow: "A person allowed it",
    deny: "A person did not allow it",
    stop: "A person stopped the run",
  };
  const what = answer !== undefined && Object.hasOwn(words, answer.type) ? words[answer.type] : "Nobody allowed it";
  return `${what} (${shorten(describeReasons(reasons), longest)}).`;
}

/** JSON has `null` for a number that is none. */
function withoutGaps(result: ComputerResult): ComputerResult {
  const { cost, ...rest } = result;
  return typeof cost === "number" ? { ...rest, cost } : rest;
}
