import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { MassGenError } from "@massgen/core";
import type { OpenExchange } from "./books.ts";
import type { EmulatorState } from "./emulator-state.ts";
import type { FaultQueue } from "./fault-queue.ts";
import { faultRefusal } from "./fault-refusal.ts";
import type { Fields } from "./fields.ts";
import { AnswerWriter, ConnectionEnded } from "./http/answer-writer.ts";
import { checkHost, checkKey } from "./http/check-caller.ts";
import { parseJsonBody } from "./http/parse-json-body.ts";
import { readBody } from "./http/read-body.ts";
import { Refusal } from "./refusal.ts";
import { findRoute } from "./router.ts";

/** What requests have in common. */
export interface Handling {
  readonly state: EmulatorState;
  readonly faults: FaultQueue;
  readonly books: OpenExchange[];
  /** How often each request has been made, by its digest. */
  readonly attempts: Map<string, number>;
  nextNumber: number;
}

/** Handles one request to its end; never rejects. */
export async function handleRequest(
  handling: Handling,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const controller = new AbortController();
  outgoing.on("close", () => controller.abort());
  // A client that leaves while it is being answered.
  outgoing.on("error", () => undefined);
  handling.nextNumber += 1;
  const exchange: OpenExchange = {
    number: handling.nextNumber - 1,
    method: incoming.method ?? "",
    path: (incoming.url ?? "").split("?")[0]?.replace(/(?<=.)\/+$/, "") ?? "",
    body: undefined,
    headers: headersOf(incoming),
    attempt: 1,
    status: 0,
    outcome: "pending",
  };
  handling.books.push(exchange);
  if (handling.books.length > handling.state.settings.keptRequests) handling.books.shift();
  const writer = new AnswerWriter(outgoing, {
    signal: controller.signal,
    eventMilliseconds: handling.state.settings.chunkMilliseconds,
    headers: {
      "x-request-id": `req_emulated_${exchange.number}`,
      "openai-organization": handling.state.settings.organization,
      "openai-version": "2020-10-01",
    },
    onBegin: (status) => {
      exchange.status = status;
    },
  });
  try {
    await answer(handling, incoming, exchange, { writer, signal: controller.signal });
    exchange.outcome = "answered";
  } catch (error) {
    exchange.outcome = await endWith(error, exchange, writer, outgoing);
  }
}

async function answer(
  { state, faults, attempts }: Handling,
  incoming: IncomingMessage,
  exchange: OpenExchange,
  { writer, signal }: { readonly writer: AnswerWriter; readonly signal: AbortSignal },
): Promise<void> {
  const { settings } = state;
  checkHost(incoming.headers);
  const text = await readBody(incoming, settings.maximumBodyBytes);
  const body = text === "" ? {} : parsedOr(text);
  exchange.body = text === "" ? undefined : body;
  const digest = createHash("sha256").update(`${exchange.method} ${exchange.path}\n${text}`).digest("base64");
  exchange.attempt = (attempts.get(digest) ?? 0) + 1;
  attempts.set(digest, exchange.attempt);
  const fault = faults.take(exchange, exchange.headers["x-emulator-fault"]);
  if (fault !== undefined) {
    exchange.fault = fault;
    writer.meet(fault);
  }
  await wait(settings.latencyMilliseconds + (fault?.kind === "latency" ? fault.milliseconds : 0), signal);
  if (fault?.kind === "hang") await wait(Number.POSITIVE_INFINITY, signal);
  if (fault?.kind === "status") throw faultRefusal(fault);
  const isOpen = settings.apiKeys === undefined && settings.chatQuirks.includes("no-key");
  if (!isOpen) checkKey(incoming.headers, settings.apiKeys);
  const { route, name } = findRoute(exchange.method, exchange.path, settings.supports);
  const fields: Fields = route.method === "POST" ? parseJsonBody(text, incoming.headers["content-type"]) : {};
  await route.handle({ state, exchange, body: fields, fault, answer: writer, signal }, name);
}

async function endWith(
  error: unknown,
  exchange: OpenExchange,
  writer: AnswerWriter,
  outgoing: ServerResponse,
): Promise<OpenExchange["outcome"]> {
  if (error instanceof ConnectionEnded) return error.reason;
  const refusal = refusalOf(error);
  exchange.refused = refusal.body.code ?? refusal.body.type;
  if (writer.hasBegun) {
    outgoing.destroy();
    return "cut";
  }
  try {
    if (refusal.html === undefined) await writer.json(refusal.status, { error: refusal.body }, refusal.headers);
    else await writer.body(refusal.status, refusal.html, { ...refusal.headers, "content-type": "text/html" });
    return "answered";
  } catch (failure) {
    if (failure instanceof ConnectionEnded) return failure.reason;
    outgoing.destroy();
    return "cut";
  }
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (MassGenError.isInstance(error)) return new Refusal(message, { code: error.code, type: "emulator_error" });
  // What a test's own reply function throws is what its author needs to read.
  return new Refusal(`The emulator failed: ${message}`, {
    status: 500,
    type: "emulator_error",
    code: "emulator_failed",
  });
}

async function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (milliseconds <= 0) return;
  try {
    if (Number.isFinite(milliseconds)) await delay(milliseconds, undefined, { signal });
    else await new Promise<void>((_, left) => signal.addEventListener("abort", () => left(), { once: true }));
  } catch {
    throw new ConnectionEnded("client-left");
  }
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function headersOf({ headers }: IncomingMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
