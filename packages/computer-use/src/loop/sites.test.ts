import type { ComputerAction } from "@massgen/core";
import { describe, expect, it } from "vitest";
import { createSimulatedComputer } from "../testing/simulated/create-simulated-computer.ts";
import { siteNamedBy } from "./sites.ts";

const { url: _, ...blank } = await createSimulatedComputer().observe();
const type = (text: string): ComputerAction => ({ type: "type", text });
const navigate = (url: string): ComputerAction => ({ type: "navigate", url });

describe("a rule for shop.example", () => {
  it.each([
    "https://shop.example/cart",
    "http://SHOP.example:8080",
    "https://www.shop.example./",
    "https://ada@shop.example/",
  ])("holds on %s", (url) => {
    expect(siteNamedBy([{ type: "screenshot" }], { ...blank, url }, "shop.example")).toBe(true);
  });

  it.each([
    "https://shop.example.evil.test/",
    "https://workshop.example/",
    "https://site.test/?to=shop.example",
    "about:blank",
    "?",
  ])("does not hold on %s", (url) => {
    expect(siteNamedBy([{ type: "screenshot" }], { ...blank, url }, "shop.example")).toBe(false);
  });

  it.each<readonly ComputerAction[]>([
    [navigate("https://shop.example/")],
    [navigate("shop.example")],
    [type("shop.example/cart\n")],
    [type("go to SHOP.EXAMPLE please")],
    [type("shop"), { type: "key", keys: ["Tab"] }, type(".example\n")],
    [type("ｓｈｏｐ.example")],
    [type("https://%73hop.example")],
    [{ type: "write-clipboard", text: "https://shop.example" }],
  ])("holds for %j", (...actions) => {
    expect(siteNamedBy(actions, blank, "shop.example")).toBe(true);
  });

  it("holds for a text that is too long to look through", () => {
    expect(siteNamedBy([{ type: "write-clipboard", text: "a.b ".repeat(250_000) }], blank, "shop.example")).toBe(true);
  });

  it("does not hold for what has nothing to do with it", () => {
    expect(
      siteNamedBy([navigate("https://other.example"), type("hello\nworld"), type("")], blank, "shop.example"),
    ).toBe(false);
  });
});

describe("a rule for a site", () => {
  it("may be written as people do", () => {
    for (const site of ["*.shop.example", " Shop.Example ", "shop.example:8080", "shop.example/"]) {
      expect(siteNamedBy([], { ...blank, url: "https://a.shop.example/" }, site)).toBe(true);
    }
    expect(siteNamedBy([], { ...blank, url: "https://bücher.example/" }, "bücher.example")).toBe(true);
  });

  it("that is no host always holds", () => {
    expect(siteNamedBy([], blank, "?")).toBe(true);
  });
});
