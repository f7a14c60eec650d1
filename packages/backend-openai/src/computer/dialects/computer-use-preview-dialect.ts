import type { Dialect } from "@massgen/core";
import { createComputerCallDialect } from "./computer-call-dialect.ts";
import type { OpenaiComputerCall } from "./openai-computer-call.ts";

/** The language of OpenAI's tool `computer_use_preview`: one action a call. */
export const computerUsePreviewDialect: Dialect<OpenaiComputerCall> = createComputerCallDialect(
  "computer-use-preview",
  ([action, ...others]) => (action === undefined || others.length > 0 ? undefined : { action }),
);
