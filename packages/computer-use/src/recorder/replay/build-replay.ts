import type { Decision, TurnOutcome } from "@massgen/core";
import type { ComputerRunRecord, FrameRecord, OutcomeRecord, StepRecord } from "../../loop/run-log.ts";
import { describeDecision } from "./describe-action.ts";
import type { ReplayData, ReplayPicture, ReplayStep } from "./replay-data.ts";

type GetPicture = (id: string) => Promise<Uint8Array | undefined> | Uint8Array | undefined;

/** Puts the records of a run, and its pictures, into the order in which a person looks at them. */
export async function buildReplay(records: readonly ComputerRunRecord[], getPicture: GetPicture): Promise<ReplayData> {
  const frames = new Map<number, FrameRecord>();
  const outcomes = new Map<number, OutcomeRecord>();
  const steps: (StepRecord & { readonly elapsedMilliseconds: number })[] = [];
  const models = new Set<string>();
  let task = "";
  let computer = "";
  let result: ReplayData["result"] = null;
  let lastFrame: FrameRecord | undefined;
  for (const record of records) {
    if (record.type === "run") [task, computer] = [record.task, record.computer];
    else if (record.type === "frame") {
      frames.set(record.number, record);
      lastFrame = record;
    } else if (record.type === "outcome") outcomes.set(record.step, record);
    else if (record.type === "step") {
      steps.push(record);
      models.add(record.model);
    } else if (record.type === "resume") result = null;
    else if (record.type === "end") result = record.result;
  }
  const pictures = createPictures(getPicture);
  const shown: ReplayStep[] = [];
  for (const step of steps) {
    shown.push(await replayStep(step, frames.get(step.turn.frame), outcomes.get(step.step), pictures.placeOf));
  }
  const last = lastFrame && (await pictures.placeOf(lastFrame));
  return { task, computer, models: [...models], steps: shown, pictures: pictures.all, last: last ?? null, result };
}

function createPictures(getPicture: GetPicture) {
  const all: ReplayPicture[] = [];
  const places = new Map<string, number>();
  return {
    all,
    async placeOf({ observation: { frame } }: FrameRecord): Promise<number> {
      const known = places.get(frame.picture);
      if (known !== undefined) return known;
      const bytes = await getPicture(frame.picture);
      const source =
        bytes === undefined ? "" : `data:${mediaTypeOf(bytes)};base64,${Buffer.from(bytes).toString("base64")}`;
      const place = all.push({ width: frame.width, height: frame.height, source }) - 1;
      places.set(frame.picture, place);
      return place;
    },
  };
}

/** By the bytes: what a log says of them goes into a page, and a log may have been altered. */
function mediaTypeOf(bytes: Uint8Array): string {
  if (bytes[0] === 0x89) return "image/png";
  return bytes[0] === 0x52 ? "image/webp" : "image/jpeg";
}

async function replayStep(
  record: StepRecord & { readonly elapsedMilliseconds: number },
  frame: FrameRecord | undefined,
  outcome: OutcomeRecord | undefined,
  placeOf: (frame: FrameRecord) => Promise<number>,
): Promise<ReplayStep> {
  const { decision, turn, usage } = record;
  const { cursor, url = "", title = "" } = frame?.observation ?? {};
  return {
    step: record.step,
    model: record.model,
    picture: frame === undefined ? -1 : await placeOf(frame),
    ...(cursor && { cursor }),
    url,
    title,
    thoughts: decision.thoughts ?? "",
    headline: headlineOf(decision),
    actions: decision.type === "act" ? decision.actions : [],
    told: [
      ...(turn.outcome ? outcomeText(turn.outcome) : []),
      ...toldBy(turn.again ? undefined : frame),
      ...turn.remarks,
    ],
    outcome: outcome === undefined ? "" : outcomeText(outcome.outcome).join(" "),
    modelMilliseconds: record.durationMilliseconds,
    actionMilliseconds: outcome?.durationMilliseconds ?? 0,
    inputTokens: usage?.inputTokens ?? 0,
    outputTokens: usage?.outputTokens ?? 0,
    cost: record.cost ?? null,
    elapsedMilliseconds: record.elapsedMilliseconds,
  };
}

function headlineOf(decision: Decision): string {
  const words = describeDecision(decision);
  const rest = wordsOf(decision);
  return rest === "" ? words : `${words}: ${rest}`;
}

function wordsOf(decision: Decision): string {
  switch (decision.type) {
    case "finish":
      return decision.answer;
    case "ask":
    case "read-page":
      return decision.question;
    case "note":
      return decision.fact;
    case "invalid":
      return decision.problem;
    default:
      return "";
  }
}

function outcomeText(outcome: TurnOutcome): readonly string[] {
  switch (outcome.type) {
    case "acted":
      return outcome.failure === undefined ? [] : [outcome.failure];
    case "rejected":
      return [outcome.reason];
    case "replied":
      return [`User: ${outcome.reply}`];
    case "page-text":
      return [`Read ${outcome.text.length} characters of the page.`];
    default:
      return [];
  }
}

function toldBy(frame: FrameRecord | undefined): readonly string[] {
  if (frame === undefined) return [];
  const { notices, dialog, downloads } = frame.observation;
  return [
    ...(dialog ? [`The page shows a dialog (${dialog.kind}): ${dialog.message}`] : []),
    ...downloads.map(({ fileName, status }) => `Download ${fileName}: ${status}`),
    ...notices,
  ];
}
