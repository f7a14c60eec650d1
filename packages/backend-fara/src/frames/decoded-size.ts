import { MassGenError } from "@massgen/core";
import { imageSize } from "image-size";
import type { Size } from "./smart-resize.ts";

/**
 * The size of a picture by its own bytes. What a computer or a viewport claims to be is of no use here: a click that is
 * scaled by it lands beside its target.
 *
 * @throws MassGenError `invalid-image`
 */
export function decodedSize(data: Uint8Array): Size {
  try {
    const { width, height } = imageSize(data);
    if (width >= 1 && height >= 1) return { width, height };
  } catch (cause) {
    throw unreadable(cause);
  }
  throw unreadable(undefined);
}

function unreadable(cause: unknown): MassGenError {
  return new MassGenError("A frame is no picture that can be read.", {
    code: "invalid-image",
    remedy: "Check that the computer gives whole PNG, JPEG or WebP pictures.",
    cause,
  });
}
