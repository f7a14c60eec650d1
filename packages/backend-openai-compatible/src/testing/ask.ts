import type { Backend, BackendEvent, BackendRequest, FinishEvent, StreamOptions } from "@massgen/core";
import { createOpenaiCompatible } from "../create-openai-compatible.ts";
import type { OpenaiCompatibleOptions } from "../openai-compatible-options.ts";

export const question: BackendRequest = { items: [{ type: "message", role: "user", content: "Hello?" }] };

/** A backend for a server of a test: waits for nothing. */
export function backendFor(baseURL: string, options: Partial<OpenaiCompatibleOptions> = {}): Backend {
  const retries = { random: () => 0, sleep: async () => {}, ...options.retries };
  return createOpenaiCompatible({ model: "chat-test", baseURL, name: "test", ...options, retries });
}

/** All events of a request. */
export async function eventsOf(
  backend: Backend,
  request: BackendRequest = question,
  options?: StreamOptions,
): Promise<readonly BackendEvent[]> {
  const events: BackendEvent[] = [];
  for await (const event of backend.stream(request, options)) events.push(event);
  return events;
}

/** The last event of a request. */
export async function finishOf(backend: Backend, request?: BackendRequest): Promise<FinishEvent> {
  const last = (await eventsOf(backend, request)).at(-1);
  if (last?.type === "finish") return last;
  throw new Error(`The last event is ${last?.type}.`);
}
