import { anthropic, type ItemAdapter, openaiChat, openaiResponses } from "@massgen/compaction";
import fc from "fast-check";
import type { SessionLog } from "../../session-logs/session-log.ts";

/** One response of a model and what came back. */
interface Step {
  /** Sizes of the outputs of calls that it makes at once, in characters. */
  readonly outputs: readonly number[];
  /** Whether the last of the calls is never answered. */
  readonly isLost: boolean;
  /** What the user says afterwards, in Anthropic's format in the message that has the outputs. */
  readonly says: string | undefined;
}

const step: fc.Arbitrary<Step> = fc.record({
  outputs: fc.array(fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 100, max: 900 })), { maxLength: 3 }),
  isLost: fc.integer({ min: 0, max: 14 }).map((number) => number === 0),
  says: fc.option(fc.constantFrom("Go on.", "Stop it and begin again."), { nil: undefined, freq: 6 }),
});

type Render = (step: Step, number: number) => readonly object[];

const formats: Readonly<Record<"openai-chat" | "openai-responses" | "anthropic", Render>> = {
  "openai-chat": ({ outputs, isLost, says }, number) => [
    {
      role: "assistant",
      content: `Step ${number}.`,
      ...(outputs.length > 0 && {
        tool_calls: outputs.map((_, at) => ({
          id: `c${number}-${at}`,
          type: "function",
          function: { name: "read", arguments: "{}" },
        })),
      }),
    },
    ...answered(outputs, isLost).map(([size, at]) => ({
      role: "tool",
      tool_call_id: `c${number}-${at}`,
      content: "x".repeat(size),
    })),
    ...(says === undefined ? [] : [{ role: "user", content: says }]),
  ],
  "openai-responses": ({ outputs, isLost, says }, number) => [
    { type: "reasoning", id: `r${number}`, summary: [], encrypted_content: "e".repeat(200) },
    { type: "message", role: "assistant", content: [{ type: "output_text", text: `Step ${number}.` }] },
    ...outputs.map((_, at) => ({ type: "function_call", call_id: `c${number}-${at}`, name: "read", arguments: "{}" })),
    ...answered(outputs, isLost).map(([size, at]) => ({
      type: "function_call_output",
      call_id: `c${number}-${at}`,
      output: "x".repeat(size),
    })),
    ...(says === undefined ? [] : [{ type: "message", role: "user", content: says }]),
  ],
  anthropic: ({ outputs, isLost, says }, number) => {
    const results = answered(outputs, isLost).map(([size, at]) => ({
      type: "tool_result",
      tool_use_id: `c${number}-${at}`,
      content: "x".repeat(size),
    }));
    const content = [...results, ...(says === undefined ? [] : [{ type: "text", text: says }])];
    return [
      {
        role: "assistant",
        content: [
          { type: "text", text: `Step ${number}.` },
          ...outputs.map((_, at) => ({ type: "tool_use", id: `c${number}-${at}`, name: "read", input: {} })),
        ],
      },
      ...(content.length > 0 ? [{ role: "user", content }] : []),
    ];
  },
};

function answered(outputs: readonly number[], isLost: boolean): readonly (readonly [size: number, at: number])[] {
  return outputs.slice(0, isLost ? -1 : undefined).map((size, at) => [size, at]);
}

const adapters = { "openai-chat": openaiChat, "openai-responses": openaiResponses, anthropic };

/** Sessions of three formats, with calls that are made at once, small and large outputs, and calls that got none. */
export const randomSession: fc.Arbitrary<SessionLog> = fc
  .record({
    format: fc.constantFrom("openai-chat", "openai-responses", "anthropic"),
    steps: fc.array(step, { minLength: 1, maxLength: 30 }),
  })
  .map(({ format, steps }) => {
    const items: object[] = [{ type: "message", role: "user", content: "Do it." }];
    const calls = steps.map((each, number) => {
      const afterItem = items.length;
      items.push(...formats[format](each, number));
      return { afterItem };
    });
    return {
      path: "random.json",
      source: "conversation",
      format,
      adapter: adapters[format] as ItemAdapter<unknown>,
      items,
      calls,
      compactions: 0,
      skipped: [],
    };
  });
