import { isRecord } from "../is-record.ts";

/** What a failure says of itself, wherever it says it. */
export interface ErrorFacts {
  readonly status: number | undefined;
  /** The provider's code or, where it has none, its type. */
  readonly codes: readonly string[];
  /** Field of the request that the provider complains about. */
  readonly parameter: string | undefined;
  readonly message: string;
  /** Name of the error's class and of those that caused it. */
  readonly names: readonly string[];
  header(name: string): string | undefined;
}

/** Depth to which causes and nested bodies are looked through. */
const maximumObjects = 20;

/** Collects what an SDK's error, a response's body, or a stream's event tells; the outermost word counts first. */
export function errorFacts(error: unknown): ErrorFacts {
  const found = flatten(error);
  const values = (field: string) => found.map((record) => record[field]);
  const headers = values("headers").find((value) => typeof value === "object" && value !== null);
  return {
    status: [...values("status"), ...values("statusCode")].find(isStatus),
    codes: [...values("code"), ...values("type")].filter((code) => typeof code === "string" && code !== "") as string[],
    parameter: values("param").find((value) => typeof value === "string"),
    message: longestMessage(values("message")),
    names: found.map((record) => (record instanceof Error ? record.constructor.name : "")),
    header: (name) => readHeader(headers, name),
  };
}

function flatten(error: unknown): readonly Readonly<Record<string, unknown>>[] {
  const pending = [error];
  const found = new Set<Readonly<Record<string, unknown>>>();
  while (pending.length > 0 && found.size < maximumObjects) {
    const current = pending.shift();
    if (!isRecord(current) || found.has(current)) continue;
    found.add(current);
    pending.push(
      current.error,
      current.cause,
      current.response,
      ...(Array.isArray(current.errors) ? current.errors : []),
    );
  }
  return [...found];
}

/** An SDK's message is its provider's with the status before it; the provider's own says the same without. */
function longestMessage(messages: readonly unknown[]): string {
  const texts = messages.filter((message) => typeof message === "string" && message !== "");
  const [outer = "", ...inner] = texts as string[];
  return (
    inner.find((text) => outer.endsWith(text)) ?? [outer, ...inner].map((text) => text.replace(/\.$/, "")).join(": ")
  );
}

function isStatus(value: unknown): value is number {
  return typeof value === "number" && value >= 100 && value < 600;
}

function readHeader(headers: unknown, name: string): string | undefined {
  if (headers instanceof Headers) return headers.get(name) ?? undefined;
  const value = isRecord(headers) ? headers[name] : undefined;
  return typeof value === "string" ? value : undefined;
}
