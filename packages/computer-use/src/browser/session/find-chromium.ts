import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { posix, win32 } from "node:path";

/** Names that Chromium and its kin have on a Unix PATH, the plainest first. */
const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "microsoft-edge"];

/** Where installers put it. */
const macApplications = [
  "Chromium.app/Contents/MacOS/Chromium",
  "Google Chrome.app/Contents/MacOS/Google Chrome",
  "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];
const windowsApplications = [
  String.raw`Chromium\Application\chrome.exe`,
  String.raw`Google\Chrome\Application\chrome.exe`,
  String.raw`Microsoft\Edge\Application\msedge.exe`,
];

export interface FindChromiumSettings {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly isExecutable: (path: string) => Promise<boolean>;
}

/** Path of the system's Chromium or Chrome; `undefined` where it has none. */
export async function findChromium(settings?: FindChromiumSettings): Promise<string | undefined> {
  const { platform, environment, isExecutable } = settings ?? {
    platform: process.platform,
    environment: process.env,
    isExecutable: canExecute,
  };
  for (const path of candidates(platform, environment)) {
    if (await isExecutable(path)) return path;
  }
  return undefined;
}

function candidates(platform: NodeJS.Platform, environment: FindChromiumSettings["environment"]): readonly string[] {
  if (platform === "win32") {
    const roots = [environment.LOCALAPPDATA, environment.PROGRAMFILES, environment["PROGRAMFILES(X86)"]];
    return roots.flatMap((root) => (root ? windowsApplications.map((path) => win32.join(root, path)) : []));
  }
  const folders = (environment.PATH ?? "").split(":").filter((folder) => posix.isAbsolute(folder));
  const onPath = names.flatMap((name) => folders.map((folder) => posix.join(folder, name)));
  if (platform !== "darwin") return [...onPath, "/snap/bin/chromium"];
  const roots = ["/Applications", ...(environment.HOME ? [posix.join(environment.HOME, "Applications")] : [])];
  return [...macApplications.flatMap((path) => roots.map((root) => posix.join(root, path))), ...onPath];
}

async function canExecute(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
