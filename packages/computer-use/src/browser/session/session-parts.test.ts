import { describe, expect, it } from "vitest";
import { browserEnvironment } from "./browser-environment.ts";
import { findChromium } from "./find-chromium.ts";
import { hasDisplay } from "./has-display.ts";
import { loadChromium } from "./load-playwright.ts";
import { checkSource } from "./open-browser.ts";

describe("loadChromium", () => {
  it("says how to install what is missing", async () => {
    const missing = () => Promise.reject(new Error("Cannot find package"));
    await expect(loadChromium(missing)).rejects.toThrow(
      "The package playwright-core, which drives the browser, cannot be loaded. Run `npm install playwright-core`.",
    );
  });
});

describe("findChromium", () => {
  const find = (platform: NodeJS.Platform, environment: Record<string, string>, ...there: readonly string[]) =>
    findChromium({ platform, environment, isExecutable: async (path) => there.includes(path) });

  it("takes the plainest name on the PATH, whichever folder it is in", async () => {
    expect(await find("linux", { PATH: "/a:/b" }, "/a/google-chrome", "/b/chromium")).toBe("/b/chromium");
  });

  it("does not look where the program happens to stand", async () => {
    expect(await find("linux", { PATH: ".::bin" }, "chromium", "./chromium", "bin/chromium")).toBeUndefined();
  });

  it("looks where macOS and Windows put applications", async () => {
    const chrome = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
    expect(await find("darwin", { HOME: "/Users/u" }, chrome)).toBe(chrome);
    const edge = String.raw`C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`;
    expect(await find("win32", { "PROGRAMFILES(X86)": String.raw`C:\Program Files (x86)` }, edge)).toBe(edge);
  });

  it("finds none where there is none", async () => {
    expect(await find("linux", {})).toBeUndefined();
  });
});

describe("hasDisplay", () => {
  it("is asked of X and Wayland, and taken for granted elsewhere", () => {
    expect(hasDisplay("linux", {})).toBe(false);
    expect(hasDisplay("linux", { DISPLAY: "" })).toBe(false);
    expect(hasDisplay("linux", { DISPLAY: ":0" })).toBe(true);
    expect(hasDisplay("linux", { WAYLAND_DISPLAY: "wayland-0" })).toBe(true);
    expect(hasDisplay("darwin", {})).toBe(true);
  });
});

describe("browserEnvironment", () => {
  it("keeps what a browser needs, and no key", () => {
    const environment = {
      PATH: "/bin",
      LC_ALL: "C.UTF-8",
      Path: "x",
      OPENAI_API_KEY: "secret",
      HTTP_PROXY: "p",
      HOME: undefined,
    };
    expect(browserEnvironment(environment)).toEqual({ PATH: "/bin", LC_ALL: "C.UTF-8", Path: "x" });
  });
});

describe("checkSource", () => {
  it("refuses two browsers at once", () => {
    expect(() => checkSource({ userDataDir: "a", connect: { cdp: "ws://b" } })).toThrow(
      "The options name more than one browser: connect, userDataDir. Keep one of them.",
    );
  });
});
