import { isRecord } from "@massgen/core/provider";
import { canonicalCode } from "./canonical-code.ts";
import { retrySecondsOf } from "./retry-seconds.ts";

type Fields = Readonly<Record<string, unknown>>;

/** A server's error in OpenAI's form. */
export interface ServerError {
  readonly message: string;
  readonly type?: string;
  readonly code?: string;
  readonly param?: string;
  /** HTTP status, also where the server said it only in the body. */
  readonly status?: number;
  readonly retryAfterSeconds?: number;
}

/**
 * Reads an error as servers write it: `{error: {…}}`, `{error: "text"}`, the fields at the top (vLLM), in an array
 * (Gemini), a `detail` (FastAPI), with a number as its code, with another server's error as text inside (OpenRouter),
 * or plain text.
 *
 * @param status - of the HTTP response; `undefined` inside an answer with status 200.
 */
export function normaliseError(body: unknown, status?: number): ServerError {
  const outer = Array.isArray(body) ? body[0] : body;
  const fields = isRecord(outer) ? outer : {};
  const error = isRecord(fields.error) ? fields.error : fields;
  const said = plainText(outer) ?? plainText(fields.error) ?? messageOf(error);
  const known = status ?? httpStatus(error.code) ?? httpStatus(error.status_code) ?? httpStatus(fields.status_code);
  const message = withoutContent(join(said, upstreamMessage(error)));
  const codes = [error.code, error.type, error.status].filter((code) => typeof code === "string" && code !== "");
  const code = canonicalCode({ message, status: known, codes: codes as string[], metadata: error.metadata });
  return withoutUndefined({
    message,
    // Groq's type for a request that is too large says that there are too many of them.
    type: typeof error.type === "string" && known !== 413 ? error.type : undefined,
    code,
    param: typeof error.param === "string" ? error.param : undefined,
    status: known,
    retryAfterSeconds: retrySecondsOf(error),
  });
}

/** Whether a value is an error although it came where an answer was expected. */
export function isErrorBody(value: unknown): boolean {
  if (Array.isArray(value)) return isRecord(value[0]) && isErrorBody(value[0]);
  if (!isRecord(value)) return false;
  if (isRecord(value.error) || (typeof value.error === "string" && value.error !== "")) return true;
  return value.object === "error" || value.type === "error" || (value.detail !== undefined && !("choices" in value));
}

function messageOf(error: Fields): string {
  const { message, detail } = error;
  if (typeof message === "string") return message;
  return detailText(isRecord(message) ? message.detail : detail);
}

/** FastAPI lists which fields were wrong and why. */
function detailText(detail: unknown): string {
  if (typeof detail === "string") return detail;
  if (!Array.isArray(detail)) return "";
  const lines = detail.filter(isRecord).map(({ loc, msg: why }) => {
    const place = Array.isArray(loc) ? loc.filter((part) => typeof part !== "object").join(".") : "";
    return `${place}${place === "" ? "" : ": "}${typeof why === "string" ? why : ""}`;
  });
  return lines.slice(0, 5).join("; ");
}

/** A gateway passes on what its own provider said, as text or as JSON in text. */
function upstreamMessage({ metadata }: Fields): string {
  const raw = isRecord(metadata) ? metadata.raw : undefined;
  if (typeof raw !== "string") return isRecord(raw) ? normaliseError(raw).message : "";
  try {
    return normaliseError(JSON.parse(raw)).message;
  } catch {
    return raw;
  }
}

/** Text that is no markup; of a page, its title. */
function plainText(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  if (!/^\s*</.test(value)) return value;
  return /<title>([^<]{0,200})<\/title>/i.exec(value)?.[1] ?? "";
}

/** Ollama repeats what the model wrote when it could not read a tool call. */
function withoutContent(message: string): string {
  return message.replace(/\braw=.*$/s, "raw=…");
}

function join(first: string, second: string): string {
  return second === "" || first.includes(second) ? first : `${first}${first === "" ? "" : ": "}${second}`;
}

function httpStatus(value: unknown): number | undefined {
  const number = typeof value === "string" && /^\d{3}$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isInteger(number) && number >= 400 && number < 600 ? number : undefined;
}

type Loose<Value> = { readonly [Key in keyof Value]: Value[Key] | undefined };

function withoutUndefined(error: Loose<ServerError> & { readonly message: string }): ServerError {
  const known = Object.entries(error).filter(([, value]) => value !== undefined);
  return { message: error.message, ...Object.fromEntries(known) };
}
