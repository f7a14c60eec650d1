import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { withFolder } from "../testing/with-folder.ts";
import { readImage } from "./read-image.ts";

const bytes = (...parts: readonly (string | number)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : Buffer.alloc(part))));

describe("readImage", () => {
  it.each([
    ["image/png", bytes("\u0089PNG\r\n\u001a\n", 8)],
    ["image/jpeg", bytes("\u00ff\u00d8\u00ff\u00e0", 8)],
    ["image/gif", bytes("GIF89a", 8)],
    ["image/webp", bytes("RIFF\n\n\n\nWEBP", 8)],
  ])("knows %s by its first bytes", (type, content) =>
    withFolder({ "picture.txt": content }, async ({ path }) => {
      expect(await readImage(join(path, "picture.txt"))).toEqual({
        type: "input_image",
        detail: "auto",
        image_url: `data:${type};base64,${content.toString("base64")}`,
      });
    }),
  );

  it("refuses everything else", () =>
    withFolder({ "empty.png": "", "wave.png": bytes("RIFF\0\0\0\0WAVE") }, async ({ path }) => {
      for (const name of ["empty.png", "wave.png"]) {
        await expect(readImage(join(path, name))).rejects.toThrow("is no PNG, JPEG, WebP or GIF image.");
      }
      await expect(readImage(join(path, "none.png"))).rejects.toThrow(
        /^There is no file .+none\.png\. Check the path\.$/,
      );
    }));

  it("takes 20 MB, and no byte more", () =>
    withFolder({ "large.png": bytes("\u0089PNG\r\n\u001a\n", 20 * 1024 * 1024 - 8) }, async ({ path, write }) => {
      await readImage(join(path, "large.png"));
      await write("large.png", Buffer.alloc(25 * 1024 * 1024));
      await expect(readImage(join(path, "large.png"))).rejects.toThrow("has 25 MB; an image may have 20 MB.");
    }));
});
