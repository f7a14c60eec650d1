import { isRecord } from "@massgen/core/provider";
import { checkKnown, invalidType, invalidValue, missingParameter, requiredText } from "../checks.ts";
import type { Fields } from "../fields.ts";
import { checkImageUrl } from "../images.ts";

const known = new Set(["type", "image_url", "file_id", "detail", "current_url"]);
const details = ["low", "high", "auto", "original"];
/** `failed` is a status of outputs that the API itself gives, and not taken. */
const statuses = ["in_progress", "completed", "incomplete"];

/**
 * Checks the screenshot that answers a computer call. `detail` and `current_url` are not in the API's description;
 * clients send them, and they are taken.
 *
 * @throws Refusal in the API's words.
 */
export function checkScreenshot(output: Fields, place: string): void {
  const { type, image_url: url, file_id: fileId, detail, current_url: address } = output;
  if (type !== "computer_screenshot") throw invalidValue(`${place}.type`, type, ["computer_screenshot"]);
  checkKnown(output, known, place);
  if (typeof url === "string") checkImageUrl(url, `${place}.image_url`);
  else if (typeof fileId !== "string") throw missingParameter(`${place}.image_url`);
  if (detail !== undefined && !details.includes(String(detail))) throw invalidValue(`${place}.detail`, detail, details);
  if (address !== undefined && typeof address !== "string")
    throw invalidType(`${place}.current_url`, "a string", address);
}

/** Checks safety checks that are pending or acknowledged. @throws Refusal in the API's words. */
export function checkSafetyChecks(checks: unknown, place: string): void {
  if (checks === undefined || checks === null) return;
  if (!Array.isArray(checks)) throw invalidType(place, "an array of objects", checks);
  for (const [index, check] of checks.entries()) {
    if (!isRecord(check)) throw invalidType(`${place}[${index}]`, "an object", check);
    checkKnown(check, new Set(["id", "code", "message"]), `${place}[${index}]`);
    requiredText(check, "id", `${place}[${index}]`);
  }
}

/** @throws Refusal in the API's words. */
export function checkStatus(status: unknown, place: string): void {
  if (status === undefined || status === null) return;
  if (typeof status !== "string" || !statuses.includes(status)) throw invalidValue(place, status, statuses);
}
