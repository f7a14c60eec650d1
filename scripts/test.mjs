import { join } from "node:path";
import process from "node:process";
import { bootstrap, root } from "./bootstrap.mjs";
import { runChild } from "./child.mjs";
import { main } from "./step.mjs";

let ready = false;
await main(async () => {
  const args = process.argv.slice(2);
  // Tests run from the sources; only the check of what would be published asks for a build.
  const { node, env } = await bootstrap({ build: args.length === 0 });
  ready = true;
  const { exitCode } = await runChild(node, [join(root, "scripts/checks.mjs"), ...args], { cwd: root, env });
  return exitCode;
});
if (!ready) console.log("\n0 passed, 1 failed, 0 skipped");
