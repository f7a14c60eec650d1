import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runMassgen } from "./testing/run-massgen.ts";

let directory = "";
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "massgen-recall-"));
});
afterAll(() => rm(directory, { recursive: true }));

const step = (index: number, output: string) => [
  { type: "function_call", call_id: `c${index}`, name: "read", arguments: "{}" },
  { type: "function_call_output", call_id: `c${index}`, output },
];

it("finds what massgen compact put into an archive, by words and by the id in the note", async () => {
  const filler = "nothing to see here\n".repeat(200);
  const items = [
    { role: "user", content: "Find the port." },
    ...step(0, `${filler}the server listens on port 48151\u001b[2J\n${filler}`),
    ...[1, 2, 3, 4].flatMap((index) => step(index, filler)),
  ];
  const file = join(directory, "session.json");
  const archive = join(directory, "archive");
  await writeFile(file, JSON.stringify(items));
  const compacted = await runMassgen(["compact", file, "--target", "70%", "--archive", archive]);
  expect(compacted.exitCode).toBe(0);
  const id = /recall ([\da-z]+)/.exec(compacted.stdout)?.[1] ?? "";

  const found = await runMassgen(["recall", archive, "server", "port"]);
  expect(found.exitCode).toBe(0);
  expect(found.stdout).toContain(id);
  expect(found.stdout).toContain("48151");
  expect(found.stdout).not.toContain("\u001b");

  const whole = await runMassgen(["recall", archive, id]);
  expect(whole.stdout).toContain(`${id}: 1 item, `);
  expect(whole.stdout).toContain("the server listens on port 48151");

  const json = await runMassgen(["recall", archive, "port", "--json", "--limit", "1"]);
  expect(JSON.parse(json.stdout)).toMatchObject([{ id, item: 0 }]);

  const nothing = await runMassgen(["recall", archive, "zebra"]);
  expect(nothing).toMatchObject({ exitCode: 2, stdout: "Nothing found.\n" });
}, 60_000);

it("says what to do about a directory or a limit that is none", async () => {
  const missing = await runMassgen(["recall", join(directory, "nowhere"), "word"]);
  expect(missing.exitCode).toBe(1);
  expect(missing.stderr).toContain("Name the directory given to massgen compact --archive.");
  const limit = await runMassgen(["recall", directory, "word", "--limit", "x"]);
  expect(limit).toMatchObject({ exitCode: 1, stdout: "" });
  expect(limit.stderr).toBe('massgen: --limit "x" is not a whole number above zero. Write, for example, --limit 20.\n');
}, 60_000);
