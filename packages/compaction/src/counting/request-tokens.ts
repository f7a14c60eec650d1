import { MassGenError } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";
import { framingTokens } from "./item-tokens.ts";
import { findJsonProblem } from "./json-problem.ts";
import type { TokenCount, TokenCounter } from "./token-counter.ts";
import { toolFields } from "./tool-fields.ts";

/** The parts of a request beside its conversation that a model reads. */
export interface RequestParts {
  /** The system prompt that is not an item: `instructions` of Responses, `system` of Anthropic and the AI SDK. */
  readonly instructions?: string | undefined;
  /**
   * Tool definitions: a list in the format of OpenAI Responses, OpenAI Chat or Anthropic, or tools by name as the AI SDK
   * has them.
   */
  readonly tools?: readonly unknown[] | Readonly<Record<string, unknown>> | undefined;
  /** The provider's name for the conversation in its prompt cache, for a compaction of its own; costs nothing. */
  readonly cacheKey?: string | undefined;
}

/**
 * Tokens around each tool, and around all of them once, beside their texts: `func_init` and `func_end` in OpenAI's
 * cookbook "How to count tokens with tiktoken", where they are fitted to GPT-4o. The same is assumed of other models.
 */
const toolFramingTokens = 7;
const toolListFramingTokens = 12;

/**
 * Tokens that a request costs beside its items: instructions as a message, and each tool by its name, its description
 * and the compact JSON of its schema. Zero where there are neither.
 *
 * Tools make it an estimate: OpenAI shows them to the model in a shorter form than JSON, Anthropic adds 300 to 800
 * tokens of its own instructions once there is one, and tools that the provider itself runs have prompts of unknown
 * size.
 *
 * @throws MassGenError `invalid-option` where a part is of the wrong kind, or a tool is not JSON of a sane size and depth.
 */
export function requestTokens({ instructions, tools }: RequestParts, counter: TokenCounter): TokenCount {
  const counts = [...countInstructions(instructions, counter), ...countTools(tools, counter)];
  return {
    tokens: counts.reduce((total, count) => total + count.tokens, 0),
    estimated: counts.some((count) => count.estimated),
  };
}

function countInstructions(instructions: RequestParts["instructions"], counter: TokenCounter): readonly TokenCount[] {
  if (instructions === undefined || instructions === "") return [];
  if (typeof instructions !== "string") {
    throw new MassGenError("The instructions are not a text.", {
      code: "invalid-option",
      remedy: "Join their parts first.",
    });
  }
  return [counter.count(instructions), { tokens: framingTokens, estimated: false }];
}

function countTools(tools: RequestParts["tools"], counter: TokenCounter): readonly TokenCount[] {
  if (tools === undefined) return [];
  if (typeof tools !== "object" || tools === null) {
    throw new MassGenError("The tools are neither a list nor an object.", {
      code: "invalid-option",
      remedy: "Pass them as they are sent.",
    });
  }
  const list = Array.isArray(tools) ? tools : Object.entries(tools).map(([name, tool]) => withName(name, tool));
  if (list.length === 0) return [];
  const framing = toolListFramingTokens + list.length * toolFramingTokens;
  const texts = list.flatMap((tool, index) => toolTexts(tool, index));
  return [{ tokens: framing, estimated: true }, ...texts.map((text) => counter.count(text))];
}

function withName(name: string, tool: unknown): unknown {
  return isRecord(tool) ? { name, ...tool } : { name, tool };
}

function toolTexts(tool: unknown, index: number): readonly string[] {
  try {
    const fields = toolFields(tool);
    const problem = findJsonProblem(fields);
    if (problem !== undefined) throw invalidTool(index, problem);
    return fields.map((field) => (typeof field === "string" ? field : (JSON.stringify(field) ?? "")));
  } catch (error) {
    throw MassGenError.isInstance(error) ? error : invalidTool(index, "cannot be written as JSON", error);
  }
}

function invalidTool(index: number, problem: string, cause?: unknown): MassGenError {
  return new MassGenError(`Tool ${index} ${problem}.`, {
    code: "invalid-option",
    remedy: "Pass tools as the JSON that is sent to the provider.",
    ...(cause !== undefined && { cause }),
  });
}
