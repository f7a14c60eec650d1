import { describe, expect, it } from "vitest";
import { parseModelCommand } from "./parse-model-command.ts";

describe("parseModelCommand", () => {
  it("reads a name and where the model is", () => {
    expect(parseModelCommand("")).toEqual({ model: undefined });
    expect(parseModelCommand(" llama3.2  --base-url http://x/v1 --context-window 8k")).toEqual({
      model: "llama3.2",
      baseUrl: "http://x/v1",
      contextWindow: "8k",
    });
  });

  const usage = "Write /model NAME [--base-url URL] [--api NAME] [--api-key-env NAME] [--context-window TOKENS].";
  it.each([
    ["x y", `Too many arguments. Expected 1 argument but got 2: x, y. ${usage}`],
    ["x --base-url", `Option '--base-url <url>' argument missing. ${usage}`],
    ["--api chat", `/model has options but no name. ${usage}`],
    ["x --help", `Unknown option '--help'. ${usage}`],
  ])("says what is wrong with %j", (rest, message) => {
    expect(() => parseModelCommand(rest)).toThrow(message);
  });
});
