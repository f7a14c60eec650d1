import type { PermissionRequest } from "@massgen/core";
import type { BrowserContext, ConsoleMessage } from "playwright-core";
import { boundedOr } from "../bounded.ts";
import { boundedText } from "./bounded-text.ts";
import type { NoticeBox } from "./notice-box.ts";
import { permissionScript } from "./permission-script.ts";

const maximumRequests = 20;

const patience = 2_000;

/** A report is a name and an origin: what is longer is none. */
const maximumReport = 1_000;

const permissions = new Set([
  "geolocation",
  "notifications",
  "camera",
  "microphone",
  "clipboard-read",
  "midi",
  "storage-access",
  "local-fonts",
  "window-management",
  "idle-detection",
]);

const refusals = new Map([
  ["print", "wanted to print; nothing was printed."],
  ["file-picker", "wanted to open or save files directly; that was cancelled."],
  ["device-picker", "wanted to use a device; none was selected."],
  ["screen-picker", "wanted to record the screen; that was denied."],
]);

/** Tells what pages ask their user for. */
export interface PermissionWatch {
  drain(): PermissionRequest[];
  close(): Promise<void>;
}

/** `token` must be such that no page can guess it. */
export async function watchPermissions(settings: {
  readonly context: BrowserContext;
  readonly grants: Readonly<Record<string, readonly string[]>>;
  readonly notices: NoticeBox;
  readonly token: string;
}): Promise<PermissionWatch> {
  const { context, grants, notices, token } = settings;
  let requests = new Map<string, PermissionRequest>();

  function listen(message: ConsoleMessage): void {
    const text = message.type() === "debug" ? message.text() : "";
    const report = text.startsWith(token) && text.length <= maximumReport ? parse(text.slice(token.length)) : undefined;
    if (report === undefined) {
      return;
    }
    const { asked, origin } = report;
    const refusal = refusals.get(asked);
    if (refusal !== undefined) {
      notices.add(`${origin} ${refusal}`);
    } else if (permissions.has(asked)) {
      const granted = Object.hasOwn(grants, origin) && grants[origin]?.includes(asked) === true;
      const key = `${asked} ${origin}`;
      if (requests.size < maximumRequests || requests.has(key)) {
        requests.set(key, { permission: asked, origin, answer: granted ? "granted" : "denied" });
      } else {
        notices.add("Pages asked for more permissions than are listed.");
      }
    }
  }

  context.on("console", listen);
  const script = await context.addInitScript(permissionScript(token));
  return {
    drain() {
      const drained = [...requests.values()];
      requests = new Map();
      return drained;
    },
    async close() {
      context.off("console", listen);
      await boundedOr(script.dispose(), patience, undefined);
    },
  };
}

function parse(text: string): { readonly asked: string; readonly origin: string } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" &&
      value !== null &&
      "asked" in value &&
      "origin" in value &&
      typeof value.asked === "string" &&
      typeof value.origin === "string"
      ? { asked: value.asked, origin: boundedText(value.origin, 300) }
      : undefined;
  } catch {
    return undefined;
  }
}
