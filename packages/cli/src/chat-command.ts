import type { Command } from "commander";
import { addBackendOptions, type TypedBackendOptions } from "./backend-options/typed-backend-options.ts";
import { usageError } from "./render/usage-error.ts";

/** Options of `massgen chat` as they were typed. */
export interface ChatCommandOptions extends TypedBackendOptions {
  /** `true` for the newest conversation of this directory. */
  readonly continue?: string | true;
  readonly list?: boolean;
}

/** Adds `massgen chat`; what does the work is loaded only when it runs. */
export function addChatCommand(program: Command, help: string): void {
  addBackendOptions(program.command("chat"))
    .option("-c, --continue [id]")
    .option("-l, --list")
    .configureHelp({ formatHelp: () => help })
    .configureOutput({ outputError: (text, write) => write(usageError(text, "massgen chat")) })
    .action(async (options: ChatCommandOptions) => {
      const { runChat } = await import("./chat/run-chat.ts");
      process.exitCode = await runChat(options);
    });
}
