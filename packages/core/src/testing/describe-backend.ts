import { describe, expect, it } from "vitest";
import type { Backend } from "../backend/backend.ts";
import { BackendError } from "../backend/backend-error.ts";
import type { BackendEvent, FinishEvent } from "../backend/backend-event.ts";
import type { BackendRequest } from "../backend/backend-request.ts";
import type { ConversationItem } from "../item.ts";
import { freeze } from "./freeze.ts";

/** What the model behind a backend shall answer to one request. */
export interface ContractReply {
  readonly text?: string;
  readonly calls?: readonly { readonly name: string; readonly arguments: object }[];
}

/** A backend in front of a model that answers as it is told. */
export interface ContractSubject {
  readonly backend: Backend;
  /** Requests that have reached the model's provider so far. */
  requests(): number;
}

/**
 * Checks that a backend keeps the promises of {@link Backend}.
 *
 * @param name - appears in the report.
 * @param start - makes a backend whose model plays the replies in order; called for each test, where vitest's
 * `onTestFinished` can clean up. Without replies, its provider does not accept the key.
 */
export function describeBackend(
  name: string,
  start: (replies: readonly ContractReply[]) => Promise<ContractSubject>,
): void {
  const request: BackendRequest = freeze({
    items: [user("Read a.txt.")],
    instructions: "Be brief.",
    tools: [{ name: "read", description: "Reads a file.", parameters: { type: "object", properties: { path: {} } } }],
  });

  describe(`${name} keeps the promises of a backend`, { timeout: 30_000 }, () => {
    it("tells a text piece by piece, then as an item, and ends with what is to be stored", async () => {
      const { backend } = await start([{ text: "It says hello." }]);
      const events = await collect(backend, request);
      const texts = events.filter((event) => event.type === "text-delta").map(({ text }) => text);
      expect(texts.join("")).toBe("It says hello.");
      const finish = events.at(-1) as FinishEvent;
      expect(finish).toMatchObject({ type: "finish", reason: "stop" });
      expect(events.filter(({ type }) => type === "finish")).toHaveLength(1);
      expect(events.filter((event) => event.type === "item").map(({ item }) => item)).toEqual(finish.items);
      expect(finish.items.map(textOf).join("")).toBe("It says hello.");
      if (finish.usage !== undefined) expect(finish.usage.inputTokens).toBeGreaterThan(0);
    });

    it("tells calls as items with an id each and arguments that are JSON", async () => {
      const calls = [
        { name: "read", arguments: { path: "a.txt" } },
        { name: "read", arguments: { path: "b.txt" } },
      ];
      const { backend } = await start([{ calls }]);
      const finish = (await collect(backend, request)).at(-1) as FinishEvent;
      expect(finish.reason).toBe("tool-calls");
      const made = finish.items.filter(({ type }) => type === "function_call");
      expect(made.map((call) => ({ name: call.name, arguments: JSON.parse(String(call.arguments)) }))).toEqual(calls);
      expect(new Set(made.map(({ call_id: id }) => id)).size).toBe(2);
    });

    it("takes its own items back, with the outputs of their calls", async () => {
      const { backend } = await start([
        { text: "I look.", calls: [{ name: "read", arguments: { path: "a.txt" } }] },
        { text: "It says hello." },
      ]);
      const first = (await collect(backend, request)).at(-1) as FinishEvent;
      const outputs = first.items
        .filter(({ type }) => type === "function_call")
        .map((call) => ({ type: "function_call_output", call_id: call.call_id, output: "hello" }));
      const items = freeze([...request.items, ...JSON.parse(JSON.stringify(first.items)), ...outputs]);
      const second = (await collect(backend, { ...request, items })).at(-1) as FinishEvent;
      expect(second.items.map(textOf).join("")).toBe("It says hello.");
    });

    it("makes no request before it is asked for an event", async () => {
      const { backend, requests } = await start([{ text: "Hello." }]);
      const events = backend.stream(request)[Symbol.asyncIterator]();
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(requests()).toBe(0);
      await events.next();
      expect(requests()).toBe(1);
      await events.return?.(undefined);
    });

    it("ends with the signal's reason, before and during the answer", async () => {
      const { backend, requests } = await start([{ text: "A long answer. ".repeat(200) }]);
      const reason = new Error("enough");
      await expect(collect(backend, request, AbortSignal.abort(reason))).rejects.toBe(reason);
      expect(requests()).toBe(0);
      const controller = new AbortController();
      const reading = (async () => {
        for await (const _ of backend.stream(request, { signal: controller.signal })) controller.abort(reason);
      })();
      await expect(reading).rejects.toBe(reason);
    });

    it("can be left early, and used again", async () => {
      const { backend } = await start([{ text: "A long answer. ".repeat(200) }, { text: "Hello." }]);
      for await (const event of backend.stream(request)) if (event.type === "text-delta") break;
      const finish = (await collect(backend, request)).at(-1) as FinishEvent;
      expect(finish.items.map(textOf).join("")).toBe("Hello.");
    });

    it("answers several requests at a time", async () => {
      const { backend } = await start([{ text: "Hello." }]);
      const finishes = await Promise.all([1, 2, 3].map(async () => (await collect(backend, request)).at(-1)));
      for (const finish of finishes) expect((finish as FinishEvent).items.map(textOf).join("")).toBe("Hello.");
    });

    it("fails with a code, a remedy and no key", async () => {
      const { backend } = await start([]);
      const error = await collect(backend, request).catch((thrown: unknown) => thrown);
      if (!BackendError.isInstance(error)) throw new Error("It did not fail with a BackendError.", { cause: error });
      expect(error).toMatchObject({ code: "unauthenticated", retryable: false });
      expect(error.remedy).not.toBe("");
      expect(error.message).toBe(`${error.problem} ${error.remedy}`);
    });

    it("refuses values that JSON has no form for at once, unless it hands them on as they are", async () => {
      const cycle: { self?: unknown } = {};
      cycle.self = cycle;
      for (const value of [cycle, 1n]) {
        const { backend, requests } = await start([{ text: "Hello." }]);
        const events: BackendEvent[] = [];
        const error = await collect(backend, { ...request, extraBody: { metadata: value } }, undefined, events).catch(
          (thrown: unknown) => thrown,
        );
        expect(events.filter(({ type }) => type === "restart")).toEqual([]);
        if (requests() > 0) {
          expect(events.at(-1)?.type).toBe("finish");
          continue;
        }
        if (!BackendError.isInstance(error)) throw new Error("It did not fail with a BackendError.", { cause: error });
        expect(error).toMatchObject({ code: "invalid-request", retryable: false });
        expect(error.message).not.toContain("\n");
      }
    });

    it("leaves items as they were given, whatever they hold", async () => {
      const { backend } = await start([{ text: "Hello." }]);
      const items: readonly ConversationItem[] = freeze([
        user("Read."),
        { type: "message", role: "assistant", id: "msg_1", status: "completed", content: [], created_by: "x" },
        { type: "function_call", id: "fc_1", call_id: "c1", name: "read", arguments: "{}", parsed_arguments: {} },
        { type: "function_call_output", call_id: "c1", output: [{ type: "input_text", text: "hello" }] },
        user("And?"),
      ]);
      const before = JSON.stringify(items);
      const finish = (await collect(backend, { ...request, items })).at(-1) as FinishEvent;
      expect(finish.items.map(textOf).join("")).toBe("Hello.");
      expect(JSON.stringify(items)).toBe(before);
    });

    it("never sends an opaque item of another provider", async () => {
      const { backend, requests } = await start([{ text: "Hello." }]);
      const sealed = {
        type: "compaction",
        encrypted_content: "sealed",
        massgen: { origin: "another|provider||model" },
      };
      const error = await collect(backend, { ...request, items: [sealed, user("Go on.")] }).catch((thrown) => thrown);
      expect(error).toMatchObject({ code: "undecryptable" });
      expect(requests()).toBe(0);
    });

    it("says what it is", async () => {
      const { backend } = await start([{ text: "Hello." }]);
      expect(backend.name).toContain(backend.model);
      expect(backend.capabilities.provider).not.toBe("");
      if (backend.capabilities.nativeCompaction.length > 0) expect(backend.compact).toBeTypeOf("function");
      if (backend.capabilities.countsTokens) expect(backend.countTokens).toBeTypeOf("function");
    });
  });
}

async function collect(
  backend: Backend,
  request: BackendRequest,
  signal?: AbortSignal,
  events: BackendEvent[] = [],
): Promise<readonly BackendEvent[]> {
  for await (const event of backend.stream(request, { signal })) events.push(event);
  return events;
}

function user(text: string): ConversationItem {
  return { type: "message", role: "user", content: [{ type: "input_text", text }] };
}

function textOf({ role, content }: ConversationItem): string {
  if (role !== "assistant" || !Array.isArray(content)) return "";
  return content.map((part: { readonly text?: unknown }) => String(part.text ?? "")).join("");
}
