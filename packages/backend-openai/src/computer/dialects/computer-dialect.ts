import type { Dialect } from "@massgen/core";
import { createComputerCallDialect } from "./computer-call-dialect.ts";
import type { OpenaiComputerCall } from "./openai-computer-call.ts";

/** The language of OpenAI's tool `computer`: a call has a batch of actions and is answered with one screenshot. */
export const computerDialect: Dialect<OpenaiComputerCall> = createComputerCallDialect("computer", (actions) => ({
  actions: [...actions],
}));
