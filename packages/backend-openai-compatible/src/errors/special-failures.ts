import type { OwnFailure } from "./failure-context.ts";

/** A failure that only some servers have, and that has its own remedy. */
interface SpecialFailure extends Pick<OwnFailure, "code" | "problem" | "remedy" | "retryable"> {
  readonly words: RegExp;
}

const noTools = {
  code: "unsupported",
  problem: "the model or its server does not take tools",
  retryable: false,
} as const;

/** Looked through in order. The words are those of the servers' sources and documentation. */
const specialFailures: readonly SpecialFailure[] = [
  {
    ...noTools,
    words: /--enable-auto-tool-choice|--tool-call-parser/i,
    remedy: "Start vLLM with --enable-auto-tool-choice and the --tool-call-parser of the model, or send no tools.",
  },
  {
    ...noTools,
    words: /tools? (?:param(?:eter)? )?requires? --jinja/i,
    remedy: "Start llama-server with --jinja, or send no tools.",
  },
  {
    ...noTools,
    words:
      /does(?: not|n't) support (?:tools|tool use|tool calling|function calling)|no endpoints found that support tool use|(?:tools|tool calling|function calling) (?:is|are) not supported/i,
    remedy: "Use a model that takes tools (`ollama show MODEL` lists what a model can do), or send no tools.",
  },
  {
    code: "unsupported",
    problem: "the model or its server does not take images",
    retryable: false,
    words:
      /image input is not supported|not a multimodal model|does(?: not|n't) support (?:images?|vision|multimodal)|no endpoints found that support image input|at most 0 image|missing data required for image input/i,
    remedy:
      "Use a model that sees images (llama-server needs its --mmproj file), or take images out of the conversation.",
  },
  {
    code: "invalid-response",
    problem: "the model wrote a tool call that its server could not read",
    retryable: true,
    words: /tool_use_failed|failed to call a function|tool call validation failed/i,
    remedy: "Try again, with fewer or simpler tools, or with another model.",
  },
  {
    code: "unknown-model",
    problem: "no model is loaded",
    retryable: false,
    words: /^(?:\d{3} )?no models? loaded/i,
    remedy: "Load a model in the server (`lms load` for LM Studio) and send the request again.",
  },
];

/** The special failure that a server's words and code tell, if they do. */
export function specialFailureOf(text: string): Omit<SpecialFailure, "words"> | undefined {
  const found = specialFailures.find(({ words }) => words.test(text));
  if (found === undefined) return undefined;
  const { words: _, ...failure } = found;
  return failure;
}
