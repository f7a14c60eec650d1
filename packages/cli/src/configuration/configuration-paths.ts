import { isAbsolute, join } from "node:path";

/**
 * Files that may hold the user's configuration, nearest first: `massgen.config.json` in the working directory, and
 * `massgen/config.json` in `XDG_CONFIG_HOME`, else in `~/.config`. The XDG base directory specification has relative
 * paths passed over.
 */
export function configurationPaths(
  { XDG_CONFIG_HOME: configured, HOME, USERPROFILE }: NodeJS.ProcessEnv,
  workingDirectory: string,
): readonly string[] {
  const home = HOME || USERPROFILE;
  const ofHome = home ? join(home, ".config") : undefined;
  const directory = configured && isAbsolute(configured) ? configured : ofHome;
  return [
    join(workingDirectory, "massgen.config.json"),
    ...(directory === undefined ? [] : [join(directory, "massgen", "config.json")]),
  ];
}
