import { MassGenError } from "@massgen/core";
import type { BrowserContext } from "playwright-core";

/** What a browser allows every site without asking its user; a context that denies the rest denies these too otherwise. */
const unasked = [
  "accelerometer",
  "background-sync",
  "clipboard-write",
  "gyroscope",
  "magnetometer",
  "payment-handler",
  "screen-wake-lock",
];

/**
 * Denies what sites ask for, except for what is granted to an origin.
 *
 * @throws MassGenError `invalid-option` where an origin is not one, or a permission is unknown.
 */
export async function applyPermissions(
  context: BrowserContext,
  grants: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  for (const origin of Object.keys(grants)) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      throw new MassGenError(`The permissions name ${origin}, which is not an origin.`, {
        code: "invalid-option",
        remedy: "Write scheme, host and port only, e.g. https://maps.example.",
      });
    }
  }
  await context.grantPermissions(unasked);
  for (const [origin, permissions] of Object.entries(grants)) {
    try {
      await context.grantPermissions([...unasked, ...permissions], { origin });
    } catch (cause) {
      throw new MassGenError(`The permissions of ${origin} could not be set: ${permissions.join(", ")}.`, {
        code: "invalid-option",
        remedy: "Use the names that Playwright's grantPermissions knows.",
        cause,
      });
    }
  }
}
