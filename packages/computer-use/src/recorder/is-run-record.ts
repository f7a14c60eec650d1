import type { ComputerRunRecord } from "../loop/run-log.ts";

type Check = (value: unknown) => boolean;

/** Longest side of a picture, in pixels: beyond it a log was altered. */
const longestSide = 100_000;

const any: Check = () => true;
const text: Check = (value) => typeof value === "string";
const number: Check = (value) => typeof value === "number" && Number.isFinite(value);
const count: Check = (value) => typeof value === "number" && Number.isFinite(value) && value >= 0;
/** Of what was measured or told by others: JSON makes `null` of a number that is none. */
const amount: Check = (value) => value === null || count(value);
const side: Check = (value) => typeof value === "number" && value > 0 && value <= longestSide;
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const fields =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isFields(value) && Object.entries(checks).every(([name, check]) => check(value[name]));
/** By its `type`; a type that is not known may be passed over. */
const oneOf =
  (kinds: Readonly<Record<string, Check>>): Check =>
  (value) => {
    if (!isFields(value) || typeof value.type !== "string") return false;
    return !Object.hasOwn(kinds, value.type) || kinds[value.type]?.(value) === true;
  };

const usage = fields({ inputTokens: amount, outputTokens: amount });
const spent = { usage: optional(usage), requests: amount, cost: optional(amount), durationMilliseconds: amount };
const picture = { id: text, picture: text, width: side, height: side, mediaType: text };
const point = fields({ x: number, y: number });
const observation = fields({
  frame: fields(picture),
  zoom: optional(fields({ ...picture, region: point })),
  cursor: optional(point),
  url: optional(text),
  title: optional(text),
  tabs: list(fields({ title: text, url: text })),
  dialog: optional(fields({ kind: text, message: text })),
  fileChooser: optional(fields({ choices: list(text) })),
  permissions: list(fields({ permission: text, origin: text, answer: text })),
  downloads: list(fields({ fileName: text, status: text })),
  notices: list(text),
});
const safetyCheck = fields({ id: text, code: optional(text), message: optional(text) });
const outcome = oneOf({
  acted: fields({ performed: count, failure: optional(text), acknowledged: list(safetyCheck) }),
  rejected: fields({ reason: text }),
  replied: fields({ reply: text }),
  "page-text": fields({ question: text, text }),
});
const thoughts = { thoughts: optional(text), criticalPoint: optional(text) };
/** Actions are not looked into: a model may have decided on malformed ones, which were rejected. */
const decision = oneOf({
  act: fields({ ...thoughts, safetyChecks: optional(list(safetyCheck)) }),
  finish: fields({ ...thoughts, status: text, answer: text }),
  ask: fields({ ...thoughts, question: text }),
  note: fields({ ...thoughts, fact: text }),
  "read-page": fields({ ...thoughts, question: text }),
  invalid: fields({ ...thoughts, problem: text }),
});
const reason = oneOf({
  "safety-check": fields({ check: safetyCheck }),
  "critical-point": fields({ text }),
  rule: fields({ rule: text }),
});
const answer = fields({ type: text, reason: optional(text) });
const result = fields({
  status: text,
  answer: text,
  reason: text,
  fault: optional(fields({ source: text, code: text })),
  steps: count,
  requests: amount,
  usage,
  cost: optional(amount),
  durationMilliseconds: amount,
  modelMilliseconds: amount,
  models: list(text),
  notes: list(text),
});

const record = oneOf({
  run: fields({ log: text, version: any, task: text, models: list(text), computer: text }),
  resume: fields({ models: list(text), computer: text }),
  session: fields({ model: text, reason: optional(text), story: optional(text), promptSource: optional(text) }),
  frame: fields({ number: count, step: count, observation }),
  step: fields({
    ...spent,
    step: count,
    model: text,
    turn: fields({ frame: count, remarks: list(text), outcome: optional(outcome) }),
    decision,
  }),
  failure: fields({ ...spent, model: text, code: text }),
  approval: fields({ step: count, reasons: list(reason), answer: optional(answer) }),
  actions: fields({ step: count, actions: list(any) }),
  outcome: fields({ step: count, outcome, durationMilliseconds: optional(amount) }),
  remark: fields({ text }),
  pause: fields({ reason: text }),
  end: fields({ result }),
});

/**
 * Whether a value from a file is a record: all that readers rely on is there and of its kind. A folder may come from
 * somebody else.
 */
export function isRunRecord(value: unknown): value is ComputerRunRecord {
  return record(value) && isFields(value) && amount(value.elapsedMilliseconds);
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
