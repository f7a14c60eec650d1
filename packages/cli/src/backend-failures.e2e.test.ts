import { describe, expect, it } from "vitest";
import { type EmulatedHome, testKey, withEmulatedHome } from "./testing/emulated-home.ts";
import { runMassgen, timeout } from "./testing/run-massgen.ts";

interface Case {
  readonly title: string;
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly prepare?: (home: EmulatedHome) => void | Promise<void>;
  readonly exitCode: number;
  /** What the one line on standard error says; HOST stands for the emulator. */
  readonly says: string | RegExp;
}

const overloaded = { kind: "status", status: 503 } as const;

const cases: readonly Case[] = [
  {
    title: "no model",
    environment: { MASSGEN_MODEL: "" },
    exitCode: 1,
    says: "No model is named. Pass --model or set MASSGEN_MODEL: gpt-5 with a key in OPENAI_API_KEY, or llama3.2 with --base-url http://localhost:11434/v1 for a server of your own.",
  },
  {
    title: "no key for OpenAI",
    environment: { OPENAI_API_KEY: "", OPENAI_BASE_URL: "" },
    exitCode: 1,
    says: "There is no API key for api.openai.com. Set OPENAI_API_KEY, name another variable with --api-key-env, or use a server of your own with --base-url http://localhost:11434/v1.",
  },
  {
    title: "no key for a server that wants one",
    environment: { OPENAI_API_KEY: "" },
    exitCode: 1,
    says: "HOST wants an API key. Set OPENAI_API_KEY, or name another variable with --api-key-env.",
  },
  {
    title: "no key for a server of the Responses API that wants one",
    args: ["--api", "responses"],
    environment: { OPENAI_API_KEY: "" },
    exitCode: 1,
    says: "HOST wants an API key. Set OPENAI_API_KEY, or name another variable with --api-key-env.",
  },
  {
    title: "an empty variable",
    args: ["--api-key-env", "MY_KEY"],
    exitCode: 1,
    says: "The environment variable MY_KEY is not set. Set it to the key, or leave --api-key-env out.",
  },
  {
    title: "a key in place of a variable's name",
    args: ["--api-key-env", "sk-proj-0123456789abcdef"],
    exitCode: 1,
    says: "--api-key-env takes the name of an environment variable. Write, for example, GROQ_API_KEY.",
  },
  {
    title: "a wrong key",
    environment: { OPENAI_API_KEY: "another-fish-of-no-shape" },
    exitCode: 1,
    says: "HOST does not accept the API key in OPENAI_API_KEY. Set it to a key that is valid there.",
  },
  {
    title: "an unknown model",
    args: ["--model", "gpt-tset"],
    exitCode: 1,
    says: /^HOST\/gpt-tset: there is no such model here: .+ Check --model, and that http:\/\/HOST\/v1 serves it\.$/,
  },
  {
    title: "no credit left",
    prepare: ({ emulator }) => emulator.fail({ kind: "status", status: 429, code: "insufficient_quota" }),
    exitCode: 2,
    says: /^HOST\/gpt-test: the account has no credit left: .+ Add credit to the account or use another key; trying again does not help\.$/,
  },
  {
    title: "too many requests for longer than anyone waits",
    prepare: ({ emulator }) => emulator.fail({ kind: "status", status: 429, retryAfter: 600 }),
    exitCode: 2,
    says: /^HOST\/gpt-test: too many requests: .+ Wait, or send fewer requests at once\.$/,
  },
  {
    title: "an image of more than 20 MB",
    args: ["--image", "large.png"],
    prepare: ({ folder }) => folder.write("large.png", Buffer.alloc(20 * 1024 * 1024 + 1)),
    exitCode: 1,
    says: "large.png has 20.1 MB; an image may have 20 MB. Make it smaller first.",
  },
  {
    title: "an image that is none",
    args: ["--image", "note.png"],
    prepare: ({ folder }) => folder.write("note.png", "text"),
    exitCode: 1,
    says: "note.png is no PNG, JPEG, WebP or GIF image. Convert it to one of these first.",
  },
  {
    title: "an image that is not there",
    args: ["--image", "none.png"],
    exitCode: 1,
    says: "There is no file none.png. Check the path.",
  },
  {
    title: "an address with a login",
    args: ["--base-url", "https://me:secret-word@example.org/v1"],
    exitCode: 1,
    says: "--base-url holds a login. Put the key into an environment variable, see --api-key-env.",
  },
  {
    title: "an API that does not exist",
    args: ["--api", "response"],
    exitCode: 1,
    says: '--api has no "response". Did you mean "responses"?',
  },
  {
    title: "native compaction without the Responses API",
    args: ["--compaction", "endpoint"],
    exitCode: 1,
    says: "--compaction endpoint needs OpenAI's Responses API. Add --api responses where the server has it, or leave it out.",
  },
  {
    title: "a target above the trigger",
    args: ["--trigger", "40%", "--target", "60%"],
    exitCode: 1,
    says: "target must be at most nine tenths of trigger. Pass, for example, a trigger of 0.8 and a target of 0.4.",
  },
  {
    title: "an empty question",
    args: ["  "],
    exitCode: 1,
    says: 'There is no question. Write massgen ask "QUESTION", or pass it on standard input.',
  },
];

describe.concurrent("massgen ask: failures", { timeout }, () => {
  it.each(cases)("says in one line what to do about $title", ({ args = [], environment, prepare, exitCode, says }) =>
    withEmulatedHome({}, async (home) => {
      await prepare?.(home);
      const words = args.length === 0 || args[0]?.startsWith("--") ? ["Hello", ...args] : args;
      const run = await runMassgen(["ask", ...words], {
        cwd: home.folder.path,
        environment: { ...home.environment, ...environment },
      });
      expect(run).toMatchObject({ exitCode, stdout: "", stderr: expect.stringMatching(/^massgen: .+\n$/) });
      const sentence = run.stderr.slice("massgen: ".length, -1).replaceAll(new URL(home.emulator.baseURL).host, "HOST");
      if (typeof says === "string") expect(sentence).toBe(says);
      else expect(sentence).toMatch(says);
      for (const secret of [testKey, "another-fish", "0123456789abcdef", "secret-word"]) {
        expect(run.stderr).not.toContain(secret);
      }
    }),
  );

  it("says where nothing answers", () =>
    withEmulatedHome({}, async ({ environment, emulator }) => {
      await emulator.close();
      const { host } = new URL(emulator.baseURL);
      for (const api of ["chat", "responses"]) {
        const { exitCode, stderr } = await runMassgen(["ask", "Hello", "--api", api], { environment });
        expect(exitCode).toBe(2);
        expect(stderr).toMatch(/^massgen: .+: nothing answers at the address.+\n$/);
        expect(stderr).toContain(`Check that http://${host}/v1 is right and that its server is running.`);
      }
    }));

  it("says that a question is larger than the window, and that compaction was tried", () =>
    withEmulatedHome({}, async ({ environment }) => {
      const { exitCode, stderr } = await runMassgen(["ask", "word ".repeat(20_000)], { environment });
      const [notice, tried, error] = stderr.split("\n");
      expect(exitCode).toBe(2);
      expect(notice).toMatch(/has no compaction of its own: .+ instead\.$/);
      expect(tried).toMatch(/^compaction failed: window: pinned items and the newest step alone need [\d,]+ tokens$/);
      expect(error).toMatch(
        /: the conversation is larger than the model's window: .+ Say less at once, or use a model with a larger window; compaction could not make enough room\.$/,
      );
    }));

  it("asks a provider that is down again, says so, and gives up with 2", () =>
    withEmulatedHome({ faults: () => overloaded }, async ({ environment, emulator }) => {
      const { exitCode, stderr } = await runMassgen(["ask", "Hello"], { environment });
      expect(exitCode).toBe(2);
      const lines = stderr.trimEnd().split("\n");
      expect(lines).toHaveLength(5);
      for (const line of lines.slice(0, 4)) expect(line).toMatch(/the provider failed.+ Asking again in [\d.]+ s/);
      expect(lines[4]).toMatch(/^massgen: .+ Try again later\.$/);
      expect(emulator.requests).toHaveLength(5);
    }));

  it("does not show a key that the server repeats", () =>
    withEmulatedHome({}, async ({ environment, emulator }) => {
      emulator.fail({ kind: "status", status: 400, message: `Bad request with ${testKey} in it.` });
      const run = await runMassgen(["ask", "Hello"], { environment });
      expect(run).toMatchObject({ exitCode: 2, stdout: "" });
      expect(run.stderr).toContain("Bad request with [secret] in it.");
    }));
});
