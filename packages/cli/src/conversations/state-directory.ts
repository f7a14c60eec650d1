import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";

/**
 * Where conversations are kept: `MASSGEN_HOME`, else `massgen` in `XDG_STATE_HOME`, else `~/.local/state/massgen`. The
 * XDG base directory specification has relative paths passed over.
 */
export function stateDirectory({ MASSGEN_HOME: own, XDG_STATE_HOME: state }: NodeJS.ProcessEnv): string {
  if (own) return resolve(own);
  return state && isAbsolute(state) ? join(state, "massgen") : join(homedir(), ".local", "state", "massgen");
}

/** The directory that holds a folder for each conversation. */
export function conversationsDirectory(environment: NodeJS.ProcessEnv): string {
  return join(stateDirectory(environment), "conversations");
}
