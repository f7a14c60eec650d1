import { join, relative } from "node:path";
import process from "node:process";
import { bootstrap, root } from "./bootstrap.mjs";
import { runChild } from "./child.mjs";
import { main } from "./step.mjs";

const { INIT_CWD: callersFolder = process.cwd() } = process.env;
const session = join(root, "apps/examples/sessions/code-review.responses.jsonl");

/** What runs without arguments: the project's main job, on a session that it brings along. */
function demonstration() {
  const args = ["compact", relative(callersFolder, session), "--target", "60k", "--dry-run"];
  process.stderr.write(
    `Compacting a bundled session of a coding agent, offline: massgen ${args.join(" ")}\n` +
      "With a conversation of yours: npm start -- compact FILE --target 60k --output SMALLER-FILE\n\n",
  );
  return args;
}

/** @param {string} name */
function benchmarkOf(name) {
  const files = {
    compaction: "benchmarks/src/compaction.ts",
    overhead: "benchmarks/src/overhead/overhead.ts",
    peers: "benchmarks/src/peers/peers.ts",
    "break-even": "benchmarks/src/break-even/break-even.ts",
    computer: "benchmarks/src/computer/computer.ts",
  };
  const file = Object.entries(files).find(([known]) => known === name)?.[1];
  if (file !== undefined) return file;
  throw new Error(`There is no benchmark "${name}". Run ${Object.keys(files).join(", ")}.`);
}

/**
 * @param {readonly string[]} args
 * @returns {readonly string[]} what Node is to run.
 */
function program([command, ...rest]) {
  if (command === "benchmark") {
    const [name = "compaction", ...options] = rest;
    return ["--conditions=@massgen/source", join(root, benchmarkOf(name)), ...options];
  }
  if (command === "compare") {
    return ["--conditions=@massgen/source", join(root, "apps/examples/native-vs-summary/src/main.ts"), ...rest];
  }
  const args = command === undefined ? demonstration() : [command, ...rest];
  return [join(root, "packages/cli/dist/massgen.js"), ...args];
}

await main(async () => {
  const { node, env } = await bootstrap();
  const { exitCode } = await runChild(node, program(process.argv.slice(2)), { cwd: callersFolder, env });
  return exitCode;
});
