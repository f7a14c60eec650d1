import { imageSize } from "image-size";
import { afterEach, describe, expect, it, vi } from "vitest";
import { redPicture } from "../doctor/test-picture.ts";
import { faraProfiles } from "../profiles/fara-profiles.ts";
import { prepareFrame } from "./prepare-frame.ts";
import { resizeWithSharp } from "./resize-picture.ts";

const picture = redPicture({ width: 100, height: 50 });

describe("resizeWithSharp", () => {
  it("writes the size and the kind that are asked for", async () => {
    const jpeg = await resizeWithSharp(picture, { width: 28, height: 56, mediaType: "image/jpeg" });
    expect(imageSize(jpeg)).toMatchObject({ width: 28, height: 56, type: "jpg" });
    const png = await resizeWithSharp(jpeg, { width: 56, height: 28, mediaType: "image/png" });
    expect(imageSize(png)).toMatchObject({ width: 56, height: 28, type: "png" });
  });

  it("says where a picture is broken", async () => {
    const broken = picture.slice(0, 60);
    await expect(resizeWithSharp(broken, { width: 28, height: 28, mediaType: "image/png" })).rejects.toMatchObject({
      code: "invalid-image",
      message: "A frame could not be resized. Check that the computer gives whole PNG, JPEG or WebP pictures.",
    });
  });
});

describe("prepareFrame", () => {
  it("sends a picture of the right size as it is, also a JPEG", async () => {
    const size = { width: 56, height: 84 };
    const data = redPicture(size);
    const resize = () => Promise.reject(new Error("Not needed."));
    const options = { rule: faraProfiles["7b"].resize, resize, mediaType: "image/png" } as const;
    const frame = { id: "a", ...size, data };
    const base64 = Buffer.from(data).toString("base64");
    expect(await prepareFrame({ ...frame, mediaType: "image/jpeg" }, options)).toEqual({
      frame: size,
      sent: size,
      url: `data:image/jpeg;base64,${base64}`,
    });
    await expect(prepareFrame({ ...frame, mediaType: "image/webp" }, options)).rejects.toThrow("Not needed.");
  });
});

describe("resizeWithSharp without sharp", () => {
  afterEach(() => {
    vi.doUnmock("sharp");
    vi.resetModules();
  });

  it("says what to install", async () => {
    vi.resetModules();
    vi.doMock("sharp", () => {
      throw new Error("Cannot find package 'sharp'");
    });
    const { resizeWithSharp: resize } = await import("./resize-picture.ts");
    await expect(resize(picture, { width: 28, height: 28, mediaType: "image/png" })).rejects.toMatchObject({
      code: "sharp-missing",
      message:
        "Frames of this size must be resized, and the package sharp could not be loaded. Install it with `npm install sharp`, or make the computer at the size that the model prefers.",
    });
  });
});
