import { MassGenError } from "@massgen/core";
import type { BrowserComputerOptions } from "../browser-options.ts";

type Check = (value: unknown) => string | undefined;
type Fields = Readonly<Record<string, unknown>>;

/** Largest frame, in pixels of each side: what Chromium can draw at once. */
const largestSide = 8_192;
const longestWait = 600_000;

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;
const truth: Check = (value) => (typeof value === "boolean" ? undefined : "must be true or false");
const text: Check = (value) =>
  typeof value === "string" && value !== "" ? undefined : "must be a text that is not empty";
const whole =
  (least: number, most: number): Check =>
  (value) =>
    Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most
      ? undefined
      : `must be a whole number from ${least} to ${most}`;
const oneOf =
  (...values: readonly string[]): Check =>
  (value) =>
    typeof value === "string" && values.includes(value) ? undefined : `must be one of ${values.join(", ")}`;
const withMethods =
  (what: string, ...methods: readonly string[]): Check =>
  (value) =>
    isFields(value) && methods.every((method) => typeof value[method] === "function") ? undefined : `must be ${what}`;
const texts: Check = (value) =>
  Array.isArray(value) && value.every((each) => typeof each === "string") ? undefined : "must be a list of texts";
const lists: Check = (value) =>
  isFields(value) && !Array.isArray(value) && Object.values(value).every((each) => texts(each) === undefined)
    ? undefined
    : "must be lists of texts by name";
const remote: Check = (value) => {
  const addresses = isFields(value) ? [value.cdp, value.playwright].filter((each) => each !== undefined) : [];
  const isOne = addresses.length === 1 && addresses.every((each) => typeof each === "string" && URL.canParse(each));
  return isOne ? undefined : 'must be { cdp: "http://HOST:PORT" } or { playwright: "ws://…" }';
};
const fields = (value: unknown) => (isFields(value) && !Array.isArray(value) ? undefined : "must be an object");

const required = new Set(["frame.width", "frame.height", "downloads.folder"]);

const checks: Readonly<Record<string, Check>> = {
  page: withMethods("a page of Playwright", "context", "viewportSize", "goto"),
  connect: remote,
  userDataDir: text,
  executablePath: text,
  headless: truth,
  frame: fields,
  "frame.width": whole(16, largestSide),
  "frame.height": whole(16, largestSide),
  "frame.mediaType": oneOf("image/png", "image/jpeg", "image/webp"),
  url: text,
  context: fields,
  settle: fields,
  "settle.picture": truth,
  "settle.maximumMilliseconds": whole(0, longestWait),
  "settle.requestMilliseconds": whole(0, longestWait),
  policy: withMethods("what createUrlPolicy gives", "check", "checkHost", "checkAddress"),
  unenforced: truth,
  secrets: withMethods("what createSecrets gives", "resolve", "mask", "values"),
  maximumTabs: whole(1, 1_000),
  clickableSelects: truth,
  signal: (value) => (value instanceof AbortSignal ? undefined : "must be an AbortSignal"),
  dialogs: oneOf("ask-model", "accept", "dismiss"),
  uploads: texts,
  downloads: fields,
  "downloads.folder": text,
  permissions: lists,
};

/** Checks what a user wrote. @throws MassGenError `invalid-option` that names the first option that makes no sense. */
export function checkOptions(options: BrowserComputerOptions): void {
  if (!isFields(options)) throw wrong("The options", "must be an object");
  for (const [name, check] of Object.entries(checks)) {
    const [outer = "", inner] = name.split(".");
    const holder: unknown = inner === undefined ? options : Reflect.get(options, outer);
    if (!isFields(holder)) continue;
    const value = holder[inner ?? outer];
    const problem = value === undefined && !required.has(name) ? undefined : check(value);
    if (problem !== undefined) throw wrong(`The option ${name}`, problem);
  }
}

function wrong(what: string, problem: string): MassGenError {
  return new MassGenError(`${what} ${problem}.`, {
    code: "invalid-option",
    remedy: "Correct it, or leave it out for its default.",
  });
}
