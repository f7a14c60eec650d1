import OpenAI, { APIError } from "openai";
import type { OpenaiEmulatorOptions } from "../openai/emulator-options.ts";
import { type OpenaiEmulator, startOpenaiEmulator } from "../openai/openai-emulator.ts";

/** An emulator and the official SDK as its client. */
export interface Emulation extends AsyncDisposable {
  readonly emulator: OpenaiEmulator;
  readonly client: OpenAI;
}

/** Starts an emulator with one model, `gpt-test`, and a client that does not retry. */
export async function emulate(options: Partial<OpenaiEmulatorOptions> = {}): Promise<Emulation> {
  const emulator = await startOpenaiEmulator({
    models: { "gpt-test": { contextWindow: 8_000, reply: [{ text: "Hello." }] } },
    ...options,
  });
  return { emulator, client: clientOf(emulator), [Symbol.asyncDispose]: () => emulator.close() };
}

export function clientOf({ baseURL }: OpenaiEmulator, options: { readonly apiKey?: string } = {}): OpenAI {
  return new OpenAI({ apiKey: "sk-emulated", ...options, baseURL, maxRetries: 0, logLevel: "off" });
}

/** What an SDK call was refused with. */
export interface RefusedWith {
  readonly status: number | undefined;
  readonly message: unknown;
  readonly type: unknown;
  readonly param: unknown;
  readonly code: unknown;
}

/** Waits for a call to be refused by the API. */
export async function refusalOf(call: PromiseLike<unknown>): Promise<RefusedWith> {
  const error = await Promise.resolve(call).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof APIError)) throw new Error("The call was not refused by the API.", { cause: error });
  const body: Partial<Record<keyof RefusedWith, unknown>> = { ...error.error };
  return { status: error.status, message: body.message, type: body.type, param: body.param, code: body.code };
}

/** All that a stream brings. */
export async function collect<Event>(stream: PromiseLike<AsyncIterable<Event>>): Promise<readonly Event[]> {
  const events: Event[] = [];
  for await (const event of await stream) events.push(event);
  return events;
}
