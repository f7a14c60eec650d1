import type { Command } from "commander";
import { usageError } from "./render/usage-error.ts";

/** Adds `massgen replay`; what does the work is loaded only when it runs. */
export function addReplayCommand(program: Command, help: string): void {
  program
    .command("replay")
    .argument("<directory>")
    .option("-o, --output <file>")
    .configureHelp({ formatHelp: () => help })
    .configureOutput({ outputError: (text, write) => write(usageError(text, "massgen replay")) })
    .action(async (directory: string, options: { readonly output?: string }) => {
      if (options.output !== undefined) {
        const { checkOutputPath } = await import("./conversation-file/write-output.ts");
        await checkOutputPath(options.output);
      }
      const { writeReplay } = await import("@massgen/computer-use/recorder");
      const { path, steps, missingPictures } = await writeReplay(directory, options.output);
      process.stdout.write(`${path}\n`);
      const missing = missingPictures === 0 ? "" : `, ${missingPictures} without their picture`;
      process.stderr.write(`${steps} ${steps === 1 ? "step" : "steps"}${missing}; open it in a browser.\n`);
    });
}
