import process from "node:process";
import { runProgram } from "./command-line/run-program.ts";

// Whoever reads the output may have seen enough, as `head` has.
process.stdout.on("error", () => process.exit());
process.exitCode = await runProgram(process.argv.slice(2), {
  environment: process.env,
  write: (text) => process.stdout.write(text),
  note: (line) => process.stderr.write(`${line}\n`),
});
