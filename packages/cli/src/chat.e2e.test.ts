import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type EmulatedHome, echo, testKey, withEmulatedHome } from "./testing/emulated-home.ts";
import { runMassgen, timeout } from "./testing/run-massgen.ts";

const small = ["--api", "responses", "--context-window", "4k"];

/** Runs a chat whose lines come through a pipe. */
function chat({ environment, folder }: EmulatedHome, lines: readonly string[], args: readonly string[] = []) {
  return runMassgen(["chat", ...args], {
    environment,
    cwd: folder.path,
    input: lines.map((line) => `${line}\n`).join(""),
  });
}

/** The id of the only conversation. */
async function onlyId({ environment, folder }: EmulatedHome): Promise<string> {
  const { stdout } = await runMassgen(["chat", "--list"], { environment, cwd: folder.path });
  return stdout.split(" ")[0] ?? "";
}

describe.concurrent("massgen chat", { timeout }, () => {
  it("makes each line of a pipe a turn of one conversation", () =>
    withEmulatedHome({}, async (home) => {
      const { exitCode, stdout, stderr } = await chat(home, ["Hello", "", "And now?", "//usr is a folder"]);
      expect([exitCode, stdout]).toEqual([0, "You said: Hello\nYou said: And now?\nYou said: /usr is a folder\n"]);
      expect(stderr).toMatch(/^127\.0\.0\.1:\d+\/gpt-test, conversation [\w-]+; \/help lists the commands\n$/);
      const seen = home.emulator.requests.at(-1)?.seen;
      expect(seen?.entries).toHaveLength(5);
      expect(seen?.tools.map(({ name }) => name)).toEqual(["recall"]);
    }));

  it("compacts at the trigger, and says so in one line", () =>
    withEmulatedHome({}, async (home) => {
      const { exitCode, stderr } = await chat(home, Array(9).fill("long, please"), [
        ...small,
        "--trigger",
        "50%",
        "--target",
        "20%",
      ]);
      expect(exitCode).toBe(0);
      const lines = stderr.split("\n").filter((line) => line.startsWith("compacted"));
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) {
        expect(line).toMatch(/^compacted [\d,]+ → [\d,]+ tokens, saved [\d,]+ \(\d+ %\), by native$/);
      }
      expect(home.emulator.requests.some(({ path }) => path === "/v1/responses/compact")).toBe(true);
    }));

  it("learns a window that is smaller than it was told", () =>
    withEmulatedHome({}, async (home) => {
      const { exitCode, stdout, stderr } = await chat(home, Array(18).fill("long, please"), ["--api", "responses"]);
      expect(exitCode).toBe(0);
      expect(stdout.trimEnd().split("\n")).toHaveLength(18);
      expect(stderr).toMatch(/compacted .+ by native\n/);
      const state = await readFile(
        join(home.folder.path, "home/conversations", await onlyId(home), "compactor.json"),
        "utf8",
      );
      expect(JSON.parse(state).window).toBeLessThan(5_000);
    }));

  it("falls back where the provider has no compaction, and says so", () =>
    withEmulatedHome({}, async (home) => {
      const { exitCode, stderr } = await chat(home, Array(18).fill("long, please"), ["--context-window", "4k"]);
      expect(exitCode).toBe(0);
      expect(stderr).toContain("has no compaction of its own: ");
      expect(stderr).toMatch(/compacted .+ by (summarize|window)\n/);
    }));

  it("leaves the provider's compaction out with --compaction off, without a word about it", () =>
    withEmulatedHome({}, async (home) => {
      const { exitCode, stderr } = await chat(home, Array(18).fill("long, please"), [...small, "--compaction", "off"]);
      expect(exitCode).toBe(0);
      expect(stderr).toMatch(/compacted .+ by (summarize|window)\n/);
      expect(stderr).not.toContain("has no compaction");
      expect(home.emulator.requests.every(({ path }) => path !== "/v1/responses/compact")).toBe(true);
    }));

  it("lets the server compact while it answers, and takes what it compacted out", () =>
    withEmulatedHome({}, async (home) => {
      const args = [...small, "--compaction", "server", "--trigger", "40%", "--target", "20%"];
      const { exitCode, stderr } = await chat(home, Array(12).fill("long, please"), args);
      expect(exitCode).toBe(0);
      expect(home.emulator.requests[0]?.body).toMatchObject({ context_management: [{ compact_threshold: 1_600 }] });
      expect(stderr).toMatch(/compacted .+ by server\n/);
    }));

  it("sends only what is new with --store", () =>
    withEmulatedHome({}, async (home) => {
      expect((await chat(home, ["Hello", "Again"], ["--api", "responses", "--store"])).exitCode).toBe(0);
      const [first, second] = home.emulator.requests;
      expect(first?.body).toMatchObject({ store: true });
      expect(second?.body).toMatchObject({ store: true, previous_response_id: expect.any(String) });
    }));

  it("compacts with /compact, and tells what is there and what was used with /usage", () =>
    withEmulatedHome({}, async (home) => {
      const lines = ["/compact", "/usage", "long one", "long two", "/compact", "/usage"];
      const { exitCode, stderr } = await chat(home, lines, small);
      expect(exitCode).toBe(0);
      const [, nothing, ...rest] = stderr.split("\n");
      expect(nothing).toBe("There is nothing to compact yet.");
      expect(rest[0]).toBe("conversation           0  0 % of the window of 4,000, estimated");
      expect(rest[5]).toMatch(/^compacted [\d,]+ → [\d,]+ tokens, saved [\d,]+ \(\d+ %\), by native$/);
      expect(rest[6]).toMatch(
        /^conversation +\d+ {2}\d+ % of the window of 4,000, counted by openai@127\.0\.0\.1:\d+$/,
      );
      expect(rest[7]).toBe("requests               3  since this program began");
      expect(rest[8]).toMatch(/^input +[\d,]+ {2}\d+ of it cached, \d+ written to the cache$/);
      expect(rest[9]).toMatch(/^output +[\d,]+ {2}0 of it reasoning$/);
      expect(rest[10]).toMatch(/^compactions +1 {2}\d+ tokens saved$/);
    }));

  it.each([[[]], [["--no-recall"]], [["--api", "responses"]], [["--api", "responses", "--no-recall"]]])(
    "says that there is nothing to gain in a tiny conversation with %j, and does not call that a failure",
    (args) =>
      withEmulatedHome({}, async (home) => {
        const { exitCode, stderr } = await chat(home, ["Hello", "/compact", "Again"], args);
        expect(exitCode).toBe(0);
        expect(stderr).toMatch(/\nnot compacted: there is nothing to gain in \d+ tokens yet\n$/);
      }),
  );

  it("estimates where the provider does not count", () =>
    withEmulatedHome({ supports: { inputTokens: false } }, async (home) => {
      const runs = [await chat(home, ["Hello", "/usage"], small), await chat(home, ["Hello", "/usage"])];
      for (const { stderr } of runs)
        expect(stderr).toMatch(/conversation +\d{2,3} {2}\d % of the window of [\d,]+, estimated\n/);
    }));

  it("goes on with another model, and puts back what that cannot read", () => {
    const other = { contextWindow: 20_000, reply: [{ text: "I am another." }] };
    return withEmulatedHome({ models: { "gpt-test": echo, other } }, async (home) => {
      const lines = [
        "long one",
        "long two",
        "/compact",
        "/model",
        "/model other --context-window 20k",
        "Who?",
        "/model",
      ];
      const { exitCode, stdout, stderr } = await chat(home, lines, small);
      expect([exitCode, stdout.trimEnd().split("\n").at(-1)]).toEqual([0, "I am another."]);
      const { baseURL } = home.emulator;
      expect(stderr).toContain(`/gpt-test at ${baseURL} (responses), window 4,000 tokens\n`);
      expect(stderr).toContain(`/other at ${baseURL} (responses), window 20,000 tokens\n`);
      expect(stderr).toMatch(/\n.+ so the whole conversation was put back\.\n/);
      expect(home.emulator.requests.at(-1)?.seen?.entries).toHaveLength(5);
      expect((await chat(home, ["Still?"], ["--continue"])).stderr).toMatch(
        /going on with .+: 6 items, [\d,]+ tokens, .+\/other\n/,
      );
    });
  });

  it("goes on at another endpoint, in the protocol of that", () =>
    withEmulatedHome({}, (home) =>
      withEmulatedHome({ models: { local: { contextWindow: 8_000, reply: [{ text: "Local." }] } } }, async (other) => {
        const { baseURL } = other.emulator;
        const lines = ["Hello", `/model local --base-url ${baseURL}`, "Who?"];
        const { exitCode, stdout } = await chat(home, lines, ["--api", "responses"]);
        expect([exitCode, stdout]).toEqual([0, "You said: Hello\nLocal.\n"]);
        expect(other.emulator.requests.map(({ path }) => path)).toEqual(["/v1/chat/completions"]);
      }),
    ));

  it.each([
    ["/modle", 'There is no command "/modle". Did you mean "/model"? A text that begins with / is written //.'],
    ["/model x --bse-url y", /^Unknown option '--bse-url'.+ Write \/model NAME .+\.$/],
    [
      "/model x --base-url nonsense",
      '--base-url "nonsense" is no web address. Write, for example, http://localhost:11434/v1.',
    ],
    ["/model --api chat", /^\/model has options but no name\. Write \/model NAME .+\.$/],
  ])("says what is wrong with %s, and goes on with the model at hand", (line, says) =>
    withEmulatedHome({}, async (home) => {
      const { exitCode, stdout, stderr } = await chat(home, [line, "Hello"]);
      expect([exitCode, stdout]).toEqual([1, "You said: Hello\n"]);
      const sentence = /massgen: (.+)\n/.exec(stderr)?.[1];
      if (typeof says === "string") expect(sentence).toBe(says);
      else expect(sentence).toMatch(says);
    }),
  );

  it("ends with /exit, and lists its commands with /help", () =>
    withEmulatedHome({}, async (home) => {
      const { exitCode, stdout, stderr } = await chat(home, ["/help", "/exit", "Hello"]);
      expect([exitCode, stdout]).toEqual([0, ""]);
      for (const name of ["/help", "/compact", "/usage", "/model", "/exit"]) expect(stderr).toContain(`\n${name} `);
      // Where nothing was said nothing is kept.
      expect((await runMassgen(["chat", "--list"], { environment: home.environment })).stdout).toBe(
        "There is no conversation yet.\n",
      );
    }));

  it("shows the error of a turn, takes back what was said, and goes on", () =>
    withEmulatedHome({}, async (home) => {
      home.emulator.fail({ kind: "status", status: 429, code: "insufficient_quota" });
      const { exitCode, stdout, stderr } = await chat(home, ["Hello", "Again"]);
      expect([exitCode, stdout]).toEqual([2, "You said: Again\n"]);
      expect(stderr).toMatch(/\nmassgen: .+: the account has no credit left: .+\n$/);
      expect(home.emulator.requests.at(-1)?.seen?.entries).toHaveLength(1);
    }));

  it("keeps a conversation for its owner alone, without the key, and goes on with it", () =>
    withEmulatedHome({}, async (home) => {
      await chat(home, ["Hello\u001b[2J there", "Again"], ["--instructions", "Be brief.", "--context-window", "9k"]);
      const id = await onlyId(home);
      const path = join(home.folder.path, "home/conversations", id);
      for (const [name, mode] of [
        [".", 0o700],
        ["run.jsonl", 0o600],
        ["settings.json", 0o600],
        ["compactor.json", 0o600],
      ] as const) {
        expect((await stat(join(path, name))).mode & 0o777).toBe(mode);
        if (name !== ".") expect(await readFile(join(path, name), "utf8")).not.toContain(testKey);
      }
      const { stdout: list } = await runMassgen(["chat", "--list"], { environment: home.environment });
      expect(list).toMatch(
        new RegExp(`^${id}  \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d  gpt-test  Hello \\[2J there  \\(.+\\)\\n$`),
      );

      const environment = { ...home.environment, MASSGEN_MODEL: "another" };
      const { exitCode, stdout, stderr } = await chat({ ...home, environment }, ["And now?"], ["--continue", id]);
      expect([exitCode, stdout]).toEqual([0, "You said: And now?\n"]);
      expect(stderr).toMatch(new RegExp(`^going on with ${id}: 4 items, \\d+ tokens, .+/gpt-test\\n$`));
      const seen = home.emulator.requests.at(-1)?.seen;
      expect(seen?.model).toBe("gpt-test");
      expect(seen?.entries[0]).toMatchObject({ role: "system", text: "Be brief." });
      expect(seen?.entries).toHaveLength(1 + 4 + 1);
    }));

  it("finds the newest conversation of the working directory, and no other without its id", () =>
    withEmulatedHome({}, async (home) => {
      await chat(home, ["Hello"]);
      const id = await onlyId(home);
      const elsewhere = { environment: home.environment, cwd: "/", input: "More\n" };
      expect(await runMassgen(["chat", "--continue"], elsewhere)).toMatchObject({
        exitCode: 1,
        stderr:
          "massgen: No conversation began in this directory. Name one that massgen chat --list shows: --continue ID.\n",
      });
      expect((await runMassgen(["chat", "--continue", id], elsewhere)).stdout).toBe("You said: More\n");
      expect(await runMassgen(["chat", "--continue", "nonsense"], elsewhere)).toMatchObject({
        exitCode: 1,
        stderr: 'massgen: There is no conversation "nonsense". massgen chat --list names them.\n',
      });
    }));
});
