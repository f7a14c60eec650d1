import { describe, expect, it } from "vitest";
import { asLines, chatMessages, responsesItems } from "./testing/conversations.ts";
import { type EmulatedHome, echo, withEmulatedHome } from "./testing/emulated-home.ts";
import { runMassgen, timeout } from "./testing/run-massgen.ts";
import { unpairedCalls } from "./testing/unpaired-calls.ts";

const models = { "gpt-test": { ...echo, contextWindow: 20_000 } };

function compact({ environment, folder }: EmulatedHome, ...args: readonly string[]) {
  return runMassgen(["compact", ...args], { environment, cwd: folder.path });
}

describe.concurrent("massgen compact with a model", { timeout }, () => {
  it.each([
    ["native", "/v1/responses/compact"],
    ["native:mode=endpoint", "/v1/responses/compact"],
    ["native:mode=trigger", "/v1/responses"],
  ])("has the provider compact with %s", (strategy, path) =>
    withEmulatedHome({ models }, async (home) => {
      await home.folder.write("in.jsonl", asLines(responsesItems()));
      const run = await compact(home, "in.jsonl", "-s", strategy, "-o", "out.jsonl");
      expect(run).toMatchObject({ exitCode: 0, stdout: "" });
      expect(run.stderr).toMatch(/^Compacted with native: /);
      expect(home.emulator.requests.map((request) => request.path)).toEqual([path]);
      const items: Record<string, unknown>[] = (await home.folder.read("out.jsonl"))
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line));
      const opaque = items.find(({ type }) => type === "compaction");
      expect(opaque).toMatchObject({ encrypted_content: expect.any(String) });
      // Other programs send the file as it is.
      expect(opaque).not.toHaveProperty("massgen");
      expect(unpairedCalls(items)).toEqual([]);
      expect(items.at(-1)).toEqual(responsesItems().at(-1));
    }),
  );

  it("says which of its numbers a file cannot hold, when it writes and when it reads a compaction item", () =>
    withEmulatedHome({ models }, async (home) => {
      const { folder } = home;
      await folder.write("in.json", JSON.stringify(responsesItems()));
      const made = "a compaction item was made: its size is the provider's count, which the file cannot hold";
      const read =
        "a compaction item was read: its size is estimated by its length, and may be far from what the provider counts";
      const written = await compact(home, "in.json", "-s", "native", "-o", "out.json");
      expect(written.stderr.split("\n").slice(-2)).toEqual([`note         ${made}`, ""]);

      const again = await compact(home, "out.json", "-n", "-t", "100%");
      expect(again.stdout).toContain("counted with o200k, in part estimated\n");
      expect(again.stdout.split("\n").slice(-2)).toEqual([`note         ${read}`, ""]);

      const report = async (...args: string[]) => JSON.parse((await compact(home, ...args, "--json")).stdout);
      expect(await report("out.json", "-n")).toMatchObject({ estimated: true, notes: [read] });
      expect(await report("in.json", "-s", "native", "-o", "other.json")).toMatchObject({ notes: [made] });
      expect(await report("in.json", "-s", "window", "-n")).not.toHaveProperty("notes");
    }));

  it("refuses a conversation in a format that the provider cannot read", () =>
    withEmulatedHome({ models }, async (home) => {
      await home.folder.write("in.json", JSON.stringify(chatMessages()));
      expect(await compact(home, "in.json", "-s", "native", "-o", "out.json")).toEqual({
        exitCode: 1,
        stdout: "",
        stderr:
          "massgen: The strategy native works on openai-responses items only, and in.json holds openai-chat. Leave it out; where these are Responses items, add --format openai-responses.\n",
      });
      expect(home.emulator.requests).toEqual([]);
    }));

  it("refuses --api chat for native", () =>
    withEmulatedHome({ models }, async (home) => {
      await home.folder.write("in.json", JSON.stringify(responsesItems()));
      expect(await compact(home, "in.json", "-s", "native", "--api", "chat")).toEqual({
        exitCode: 1,
        stdout: "",
        stderr: "massgen: The strategy native needs OpenAI's Responses API. Leave --api chat out.\n",
      });
    }));

  it("says what to do where the key is wrong, after the report", () =>
    withEmulatedHome({ models, apiKeys: ["another"] }, async (home) => {
      await home.folder.write("in.json", JSON.stringify(responsesItems()));
      const { exitCode, stdout, stderr } = await compact(home, "in.json", "-s", "native", "-n");
      expect([exitCode, stdout]).toEqual([1, expect.stringMatching(/^Failed: .+\n[\s\S]*failed +native: /)]);
      expect(stderr).toMatch(/^massgen: 127\.0\.0\.1:\d+ does not accept the API key in OPENAI_API_KEY\. .+\n$/);
    }));

  it.each(["chat", "responses"])("has a model sum up over %s", (api) => {
    const notes = `## Goal\nFind out why the build fails.\n\n## Done\nFiles were read. ${"A finding. ".repeat(20)}`;
    return withEmulatedHome(
      { models: { "gpt-test": { contextWindow: 20_000, reply: [{ text: notes }] } } },
      async (home) => {
        await home.folder.write("in.json", JSON.stringify(chatMessages()));
        const args = ["in.json", "-s", "summarize", "-o", "out.json", "--api", api, "-t", "1000"];
        const run = await compact(home, ...args);
        expect(run).toMatchObject({ exitCode: 0, stderr: expect.stringMatching(/^Compacted with summarize: /) });
        expect(home.emulator.requests[0]?.path).toBe(api === "chat" ? "/v1/chat/completions" : "/v1/responses");
        expect(await home.folder.read("out.json")).toContain("A finding.");
      },
    );
  });

  it("names the model that is missing", () =>
    withEmulatedHome({ models }, async (home) => {
      await home.folder.write("in.json", JSON.stringify(responsesItems()));
      const environment = { ...home.environment, MASSGEN_MODEL: "" };
      const { exitCode, stderr } = await compact({ ...home, environment }, "in.json", "-s", "native");
      expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^massgen: No model is named\. .+\n$/)]);
    }));
});
