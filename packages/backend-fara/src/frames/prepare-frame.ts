import type { Frame, FrameMediaType } from "@massgen/core";
import type { ResizeRule } from "../profiles/fara-profile.ts";
import { decodedSize } from "./decoded-size.ts";
import type { ResizePicture } from "./resize-picture.ts";
import { type Size, smartResize } from "./smart-resize.ts";

/** A frame as it is sent. */
export interface PreparedFrame {
  /** Size of the computer's picture, which places of actions are in. */
  readonly frame: Size;
  /** Size of the picture that is sent. */
  readonly sent: Size;
  /** Data URL. */
  readonly url: string;
}

export interface PrepareOptions {
  readonly rule: ResizeRule;
  readonly resize: ResizePicture;
  /** What a picture becomes that has to be written anew. */
  readonly mediaType: FrameMediaType;
}

/**
 * Brings a frame to the size at which the model sees it; one that has that size already is sent as it is. WebP is written
 * anew, since llama.cpp does not read it.
 *
 * @throws MassGenError `invalid-image`, `sharp-missing`, or what an own `resize` throws.
 */
export async function prepareFrame(frame: Frame, options: PrepareOptions): Promise<PreparedFrame> {
  const size = decodedSize(frame.data);
  const sent = smartResize(size, options.rule);
  const isReady = sent.width === size.width && sent.height === size.height && frame.mediaType !== "image/webp";
  if (isReady) return { frame: size, sent, url: dataURL(frame.data, frame.mediaType) };
  const data = await options.resize(frame.data, { ...sent, mediaType: options.mediaType });
  return { frame: size, sent, url: dataURL(data, options.mediaType) };
}

function dataURL(data: Uint8Array, mediaType: FrameMediaType): string {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return `data:${mediaType};base64,${bytes.toString("base64")}`;
}
