import process from "node:process";
import { bootstrap, root } from "./bootstrap.mjs";
import { runChild } from "./child.mjs";
import { main } from "./step.mjs";
import { ensureToolchain } from "./toolchain.mjs";

/** Commands that change what is installed: for these a finished install is not asked for, as it may be what they mend. */
const installers = ["install", "i", "add", "remove", "rm", "update", "up", "dedupe", "import"];

await main(async () => {
  const args = process.argv.slice(2);
  const installs = args.some((arg) => installers.includes(arg));
  const { node, pnpm, env } = installs ? await ensureToolchain(root) : await bootstrap({ build: false });
  // .npmrc silences npm for the sake of `npm start`; pnpm reads it too.
  const { exitCode } = await runChild(node, [pnpm, "--loglevel=info", ...args], { cwd: root, env });
  return exitCode;
});
