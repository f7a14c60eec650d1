import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fromFindings } from "./check-result.mjs";
import { runChild } from "./child.mjs";
import { workspacePackages } from "./workspace.mjs";

/**
 * Packs what is published, installs it in an empty npm project, and does there what the README says: the library's
 * example and the program.
 *
 * @param {string} root
 * @returns {Promise<import("./check-result.mjs").CheckResult>}
 */
export async function checkInstall(root) {
  const folder = mkdtempSync(join(tmpdir(), "massgen-install-"));
  try {
    const project = join(folder, "project");
    mkdirSync(project);
    writeFileSync(join(project, "package.json"), JSON.stringify({ private: true, type: "module" }));
    const tarballs = await pack(root, folder);
    const install = ["install", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error", ...tarballs];
    const installed = await runChild("npm", install, { cwd: project, capture: true });
    if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENOTCACHED/.test(installed.output)) {
      return { status: "skipped", reason: "the packages' dependencies can be fetched from no registry" };
    }
    if (installed.exitCode !== 0) return fromFindings([`npm install reports\n${installed.output}`]);
    return fromFindings([
      ...(await runExample(root, project)),
      ...(await runProgram(project)),
      ...(await runAgent(project)),
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} root
 * @param {string} folder
 */
async function pack(root, folder) {
  const published = workspacePackages(root).filter(({ manifest }) => manifest.private !== true);
  const tarballs = [];
  for (const { manifest } of published) {
    const tarball = join(folder, `${manifest.name.replace("/", "-")}.tgz`);
    const args = ["--loglevel=warn", "--filter", manifest.name, "pack", "--out", tarball];
    const { exitCode, output } = await runChild("pnpm", args, { cwd: root, capture: true });
    if (exitCode !== 0) throw new Error(`${manifest.name} could not be packed.\n${output}`);
    tarballs.push(tarball);
  }
  return tarballs;
}

/** A conversation of some 2,000 tokens, most of them in a tool's output. */
const conversation = [
  { role: "user", content: "Read the file and say what it does." },
  { role: "assistant", content: null, tool_calls: [call("a")] },
  { role: "tool", tool_call_id: "a", content: "export const answer = 42;\n".repeat(300) },
  { role: "assistant", content: "It exports a number, many times." },
  { role: "user", content: "And the test?" },
];

/** @param {string} id */
function call(id) {
  return { id, type: "function", function: { name: "read", arguments: "{}" } };
}

/**
 * @param {string} root
 * @param {string} project
 */
async function runExample(root, project) {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const example = /```ts\n(import \{ compact \}[\s\S]*?)```/.exec(readme)?.[1];
  if (example === undefined) return ["README.md has no example of compact."];
  const shorter = example.replace("60_000", "500");
  const program = `const conversation = ${JSON.stringify(conversation)};\n${shorter}\nconsole.log(report.status, items.length);\n`;
  writeFileSync(join(project, "example.js"), program);
  const { output } = await runChild(process.execPath, ["example.js"], { cwd: project, capture: true });
  return output === "compacted 4\n" ? [] : [`The README's example printed\n${output}`];
}

/** @param {string} project */
async function runProgram(project) {
  writeFileSync(join(project, "session.json"), JSON.stringify(conversation));
  const args = ["massgen", "compact", "session.json", "--target", "500", "--output", "smaller.json", "--json"];
  const { exitCode, output } = await runChild("npx", ["--no-install", ...args], { cwd: project, capture: true });
  const findings = exitCode === 0 ? [] : [`npx massgen compact ended with ${exitCode} and printed\n${output}`];
  if (exitCode === 0 && JSON.parse(output).status !== "compacted")
    findings.push(`npx massgen compact reports\n${output}`);
  return findings;
}

/** An agent on the emulator, whose answer comes over the Responses API and over Chat Completions. */
const agentProgram = `
import { createOpenai } from "@massgen/backend-openai";
import { createOpenaiCompatible } from "@massgen/backend-openai-compatible";
import { createAgent } from "@massgen/orchestrator";
import { startOpenaiEmulator } from "@massgen/testing";

await using emulator = await startOpenaiEmulator({
  models: { "gpt-test": { contextWindow: 8_000, reply: [{ text: "Hello." }] } },
});
const settings = { model: "gpt-test", baseURL: emulator.baseURL, apiKey: "sk-any" };
for (const backend of [createOpenai(settings), createOpenaiCompatible(settings)]) {
  const agent = createAgent({ backend, compaction: { contextWindow: 8_000 } });
  console.log((await agent.send("Hi.")).text);
}
`;

/** @param {string} project */
async function runAgent(project) {
  writeFileSync(join(project, "agent.js"), agentProgram);
  const { output } = await runChild(process.execPath, ["agent.js"], { cwd: project, capture: true });
  const help = await runChild("npx", ["--no-install", "massgen-emulator", "--help"], { cwd: project, capture: true });
  return [
    ...(output === "Hello.\nHello.\n" ? [] : [`An installed agent printed\n${output}`]),
    ...(help.exitCode === 0 ? [] : [`npx massgen-emulator --help printed\n${help.output}`]),
  ];
}
