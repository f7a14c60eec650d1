import { execFileSync } from "node:child_process";
import { existsSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { withFolder } from "../testing/with-folder.ts";
import { readRegularFile } from "./read-regular-file.ts";

const settings = { limit: 1024 * 1024, purpose: "an image" };

describe("readRegularFile", () => {
  it("reads what has the most bytes that it may have, also through a link", () =>
    withFolder({ "a.bin": Buffer.alloc(settings.limit, 7) }, async ({ path }) => {
      symlinkSync("a.bin", join(path, "link"));
      expect((await readRegularFile(join(path, "link"), settings)).equals(Buffer.alloc(settings.limit, 7))).toBe(true);
    }));

  it("refuses one byte more", () =>
    withFolder({ "a.bin": Buffer.alloc(settings.limit + 1) }, async ({ path }) => {
      await expect(readRegularFile(join(path, "a.bin"), settings)).rejects.toThrow(
        /^.+a\.bin has 1\.1 MB; an image may have 1 MB\. Make it smaller first\.$/,
      );
    }));

  it("refuses devices, pipes and directories without waiting for them", () =>
    withFolder({}, async ({ path }) => {
      execFileSync("mkfifo", [join(path, "pipe")]);
      for (const place of ["/dev/zero", join(path, "pipe"), path]) {
        await expect(readRegularFile(place, settings)).rejects.toThrow(
          `${place} is no regular file. Save an image to a file, and name that.`,
        );
      }
    }));

  it("reads a file that states no size, and no more of it than it may", async ({ skip }) => {
    if (!existsSync("/proc/self/status")) skip("needs files that state no size, as Linux has in /proc");
    expect((await readRegularFile("/proc/self/status", settings)).toString()).toContain("Pid:");
    await expect(readRegularFile("/proc/self/status", { ...settings, limit: 16 })).rejects.toThrow(
      "/proc/self/status has more than",
    );
  });

  it("says why it cannot read", () =>
    withFolder({}, async ({ path }) => {
      const loop = join(path, "loop");
      symlinkSync("loop", loop);
      await expect(readRegularFile(join(path, "none"), settings)).rejects.toThrow("There is no file");
      await expect(readRegularFile(loop, settings)).rejects.toThrow(
        `${loop} could not be read (ELOOP). Check that it is a file you may read.`,
      );
    }));
});
