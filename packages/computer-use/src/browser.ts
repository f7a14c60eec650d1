export type { BrowserComputer } from "./browser/browser-computer.ts";
export type {
  BrowserComputerOptions,
  BrowserContextSettings,
  RemoteBrowser,
  SettleOptions,
} from "./browser/browser-options.ts";
export { createBrowserComputer } from "./browser/create-browser-computer.ts";
export type { DialogPolicy, DownloadOptions, SurfaceOptions } from "./browser/surfaces/surface-options.ts";
