import type { EmulatedRequest } from "../model/emulated-request.ts";
import { readImageHeader } from "./image-header.ts";

/** An image that a model saw. */
export interface SeenImage {
  /** In a message, or in the output of a call, as a screenshot is. */
  readonly from: "message" | "output";
  /** Of the call that it answers; absent for one in a message. */
  readonly callId?: string;
  /** As the image says itself; absent where it is elsewhere than in the request, or cannot be read. */
  readonly mediaType?: "image/png" | "image/jpeg" | "image/webp";
  readonly width?: number;
  readonly height?: number;
  /** The image's data; empty where it is elsewhere. */
  readonly data: Uint8Array;
}

/** The images that a model saw in one request, in their order, so that a test can ask what they are. */
export function seenImages({ entries }: EmulatedRequest): readonly SeenImage[] {
  return entries.flatMap((entry) => {
    if (entry.kind !== "message" && entry.kind !== "output") return [];
    const place = entry.kind === "output" ? { from: entry.kind, callId: entry.callId } : { from: entry.kind };
    return entry.images.map((image): SeenImage => {
      const data = Buffer.from(/^data:[^,]*;base64,/i.test(image) ? image.slice(image.indexOf(",") + 1) : "", "base64");
      return { ...place, ...readImageHeader(data), data };
    });
  });
}
