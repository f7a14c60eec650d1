import { type FrameMediaType, MassGenError } from "@massgen/core";
import type { Size } from "./smart-resize.ts";

/**
 * Brings a picture to a size, whatever its shape was, and writes it as PNG or JPEG.
 *
 * @throws MassGenError
 */
export type ResizePicture = (
  data: Uint8Array,
  target: Size & { readonly mediaType: FrameMediaType },
) => Promise<Uint8Array>;

/**
 * Resizes with the package `sharp`, loaded when it is first needed. By Lanczos, since pictures that were resized
 * bicubically have made vLLM fail on some pages.
 *
 * @throws MassGenError `sharp-missing`, `invalid-image`
 */
export const resizeWithSharp: ResizePicture = async (data, { width, height, mediaType }) => {
  const sharp = await importSharp();
  try {
    const picture = sharp(data).resize(width, height, { fit: "fill", kernel: "lanczos3" });
    // A screenshot is opaque, and servers differ in what they put behind one that is not.
    const opaque = picture.flatten({ background: "white" });
    return await (mediaType === "image/jpeg"
      ? opaque.jpeg({ quality: 90 })
      : opaque.png({ compressionLevel: 3 })
    ).toBuffer();
  } catch (cause) {
    throw new MassGenError("A frame could not be resized.", {
      code: "invalid-image",
      remedy: "Check that the computer gives whole PNG, JPEG or WebP pictures.",
      cause,
    });
  }
};

async function importSharp() {
  try {
    return (await import("sharp")).default;
  } catch (cause) {
    throw new MassGenError("Frames of this size must be resized, and the package sharp could not be loaded.", {
      code: "sharp-missing",
      remedy: "Install it with `npm install sharp`, or make the computer at the size that the model prefers.",
      cause,
    });
  }
}
