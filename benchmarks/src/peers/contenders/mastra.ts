import { type Processor, TokenLimiterProcessor, ToolCallFilter } from "@mastra/core/processors";
import { fromMastra, type MastraPrompt, toMastra } from "../formats/mastra.ts";
import type { Kind, Peer } from "../peer.ts";
import { versionOf } from "../version-of.ts";

/** The part of a processor that is used; what else an agent passes, none of these reads. */
interface PromptProcessor {
  processLLMRequest(request: {
    readonly prompt: MastraPrompt;
    readonly state: Record<string, unknown>;
  }): ReturnType<NonNullable<Processor["processLLMRequest"]>>;
}

function mastra(title: string, kind: Kind, create: (target: number) => readonly PromptProcessor[]): Peer {
  return {
    name: `Mastra ${title}`,
    version: versionOf("@mastra/core", import.meta.resolve("@mastra/core/processors")),
    kind,
    prepare(session, { target }) {
      const original = toMastra(session);
      const processors = create(target);
      return {
        async run() {
          let prompt = original;
          for (const processor of processors) {
            prompt = (await processor.processLLMRequest({ prompt, state: {} }))?.prompt ?? prompt;
          }
          return () => fromMastra(prompt);
        },
      };
    },
  };
}

/** Both trim modes of the limiter, at the stage where its reference says that they trim: the prompt. */
export const mastraBestFit = mastra("TokenLimiterProcessor, best-fit", "window", (limit) => [
  new TokenLimiterProcessor({ limit }),
]);

export const mastraContiguous = mastra("TokenLimiterProcessor, contiguous", "window", (limit) => [
  new TokenLimiterProcessor({ limit, trimMode: "contiguous" }),
]);

/** Keeps the calls of two steps, the number in the filter's reference. It takes no target. */
export const mastraFilter = mastra("ToolCallFilter", "clear", () => [new ToolCallFilter({ filterAfterToolSteps: 2 })]);

/** The order that the limiter's reference asks for: what shrinks the prompt first, then the limit. */
export const mastraFilterAndLimit = mastra("ToolCallFilter, TokenLimiterProcessor", "both", (limit) => [
  new ToolCallFilter({ filterAfterToolSteps: 2 }),
  new TokenLimiterProcessor({ limit }),
]);
