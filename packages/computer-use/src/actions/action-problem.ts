/** Pixels of a frame. */
export interface FrameSize {
  readonly width: number;
  readonly height: number;
}

type Fields = Readonly<Record<string, unknown>>;
type Check = (value: unknown, frame: FrameSize) => string | undefined;

/** Longest wait, in ms. */
const maximumWait = 60_000;
/** About half a minute of typing. */
const maximumText = 20_000;
const maximumClipboard = 1_000_000;
const maximumUrl = 32_768;
const maximumKeys = 8;
const maximumPath = 1_000;
const maximumScroll = 1_000_000;

const buttons = ["left", "right", "middle", "back", "forward"];

const optional =
  (check: Check): Check =>
  (value, frame) =>
    value === undefined ? undefined : check(value, frame);
const number =
  (least: number, most: number): Check =>
  (value) =>
    typeof value === "number" && value >= least && value <= most ? undefined : `is no number from ${least} to ${most}`;
const oneOf =
  (values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value) ? undefined : `is none of ${values.join(", ")}`;
const text =
  (longest: number): Check =>
  (value) => {
    if (typeof value !== "string") return "is no text";
    // Half of a pair of surrogates cannot be typed, and would become another character.
    if (!value.isWellFormed()) return "holds half a character";
    return value.length <= longest ? undefined : `is longer than ${longest} characters`;
  };
const keys: Check = (value) => {
  if (!Array.isArray(value) || value.length > maximumKeys) return `is no list of ${maximumKeys} keys at most`;
  return value.every((key) => typeof key === "string" && key !== "") ? undefined : "holds something that is no key";
};
const someKeys: Check = (value, frame) =>
  keys(value, frame) ?? (Array.isArray(value) && value.length > 0 ? undefined : "is empty");
const path: Check = (value, frame) => {
  if (!Array.isArray(value) || value.length < 2 || value.length > maximumPath) {
    return `is no list of 2 to ${maximumPath} places`;
  }
  return value.every((point) => isFields(point) && isInside(point.x, frame.width) && isInside(point.y, frame.height))
    ? undefined
    : outside(frame);
};
const region: Check = (value, frame) => {
  if (!isFields(value)) return "is no region";
  const { x, y, width, height } = value;
  const fits =
    isInside(x, frame.width) &&
    isInside(y, frame.height) &&
    isSize(width, frame.width - Number(x)) &&
    isSize(height, frame.height - Number(y));
  return fits ? undefined : outside(frame);
};
const x: Check = (value, frame) => (isInside(value, frame.width) ? undefined : outside(frame));
const y: Check = (value, frame) => (isInside(value, frame.height) ? undefined : outside(frame));

const place = { x, y };
const held = { keys: optional(keys) };
const button = { button: optional(oneOf(buttons)) };
const delta = number(-maximumScroll, maximumScroll);

const shapes: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  click: { ...place, ...held, ...button, count: optional(oneOf([1, 2, 3])) },
  move: { ...place, ...held },
  press: { x: optional(x), y: optional(y), ...held, ...button },
  release: { x: optional(x), y: optional(y), ...held, ...button },
  drag: { path, ...held },
  scroll: { ...place, ...held, deltaX: delta, deltaY: delta },
  type: { text: text(maximumText) },
  key: { keys: someKeys },
  wait: { milliseconds: number(0, maximumWait) },
  navigate: { url: text(maximumUrl) },
  back: {},
  forward: {},
  screenshot: {},
  zoom: { region },
  "read-clipboard": {},
  "write-clipboard": { text: text(maximumClipboard) },
};

/** What is wrong with an action, as the rest of a sentence that begins with it; `undefined` where nothing is. */
export function actionProblem(action: unknown, frame: FrameSize): string | undefined {
  if (!isFields(action)) return "is no action";
  const { type } = action;
  const shape = typeof type === "string" && Object.hasOwn(shapes, type) ? shapes[type] : undefined;
  if (!shape) return "is of no known type";
  for (const [field, check] of Object.entries(shape)) {
    const problem = check(action[field], frame);
    if (problem !== undefined) return `(${type}) has a wrong field: ${field} ${problem}`;
  }
  if ((type === "press" || type === "release") && (action.x === undefined) !== (action.y === undefined)) {
    return `(${type}) has half a place`;
  }
  return undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isInside(value: unknown, size: number): boolean {
  return typeof value === "number" && value >= 0 && value < size;
}

function isSize(value: unknown, most: number): boolean {
  return typeof value === "number" && value >= 1 && value <= most;
}

function outside({ width, height }: FrameSize): string {
  return `lies outside the frame of ${width}×${height}`;
}
