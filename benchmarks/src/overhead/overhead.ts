import { fork } from "node:child_process";
import { once } from "node:events";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { createOpenai } from "@massgen/backend-openai";
import { createOpenaiCompatible } from "@massgen/backend-openai-compatible";
import type { Backend } from "@massgen/core";
import OpenAI from "openai";
import { type Cost, measureInTurns, median } from "./measure-in-turns.ts";

const rounds = 60;
const models = ["long", "short"] as const;
type Model = (typeof models)[number];

/** What a backend may cost over the bare SDK. */
const limits = { token: 1.05, turnMilliseconds: 2 };

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}`);
console.log("Our backends over the bare openai SDK: same emulator in a process of its own, same stream, in turns.\n");

const child = fork(fileURLToPath(new URL("./serve.ts", import.meta.url)), {
  execArgv: ["--conditions=@massgen/source"],
});
try {
  const [baseURL] = (await once(child, "message")) as [string];
  const settings = { baseURL, apiKey: "sk-emulated" };
  const client = new OpenAI({ ...settings, maxRetries: 0 });
  const items = [{ type: "message" as const, role: "user" as const, content: "Go on." }];

  const countOn = (make: (model: Model) => Backend) => {
    const backends = { long: make("long"), short: make("short") };
    return async (model: Model) => {
      let tokens = 0;
      for await (const event of backends[model].stream({ items })) if (event.type === "text-delta") tokens += 1;
      return tokens;
    };
  };
  const responses = {
    async bare(model: Model) {
      let tokens = 0;
      const stream = await client.responses.create({ model, input: items, stream: true, store: false });
      for await (const event of stream) if (event.type === "response.output_text.delta") tokens += 1;
      return tokens;
    },
    ours: countOn((model) => createOpenai({ ...settings, model })),
  };
  const chat = {
    async bare(model: Model) {
      let tokens = 0;
      const messages = [{ role: "user" as const, content: "Go on." }];
      const stream = await client.chat.completions.create({ model, messages, stream: true });
      for await (const { choices } of stream) if (choices[0]?.delta.content) tokens += 1;
      return tokens;
    },
    ours: countOn((model) => createOpenaiCompatible({ ...settings, model })),
  };

  for (const [protocol, ways] of Object.entries({ responses, chat })) {
    for (const model of models) {
      const { bare, ours } = await measureInTurns(
        { bare: () => ways.bare(model), ours: () => ways.ours(model) },
        rounds,
      );
      print(`${protocol}, ${model === "long" ? "a token" : "a turn"}`, model, bare, ours);
    }
  }
} finally {
  child.disconnect();
}

function print(name: string, model: Model, bare: readonly Cost[], ours: readonly Cost[]): void {
  for (const unit of ["wall", "cpu"] as const) {
    const [before, after] = [bare, ours].map((costs) => median(costs.map((cost) => cost[unit]))) as [number, number];
    const tokens = bare[0]?.tokens ?? 1;
    const figures =
      model === "long"
        ? `bare ${micro(before / tokens)}, ours ${micro(after / tokens)}, ratio ${(after / before).toFixed(3)} (at most ${limits.token})`
        : `bare ${before.toFixed(2)} ms, ours ${after.toFixed(2)} ms, +${(after - before).toFixed(2)} ms (at most ${limits.turnMilliseconds} ms)`;
    console.log(`${name.padEnd(22)}${unit.padEnd(6)}${figures}`);
  }
}

function micro(milliseconds: number): string {
  return `${(milliseconds * 1_000).toFixed(2)} µs`;
}
