import { describe, expect, it } from "vitest";
import type { OpenaiCompactionMode } from "../settings/openai-settings.ts";
import type { FeatureState } from "../support/endpoint-support.ts";
import { asksServer, type CompactChoice, chooseMode, offeredModes } from "./choose-mode.ts";

const states = (endpoint: FeatureState, trigger: FeatureState, server: FeatureState = "unknown") => ({
  endpoint,
  trigger,
  server,
});

describe("chooseMode", () => {
  it.each<[OpenaiCompactionMode, FeatureState, FeatureState, CompactChoice]>([
    ["off", "supported", "supported", "unsupported"],
    ["endpoint", "supported", "supported", "endpoint"],
    ["endpoint", "unknown", "supported", "endpoint"],
    ["endpoint", "failing", "supported", "endpoint"],
    ["endpoint", "unsupported", "supported", "unsupported"],
    ["trigger", "supported", "supported", "trigger"],
    ["trigger", "supported", "unknown", "trigger"],
    ["trigger", "supported", "failing", "trigger"],
    ["trigger", "supported", "unsupported", "unsupported"],
    ["auto", "supported", "supported", "endpoint"],
    ["auto", "unknown", "supported", "endpoint"],
    ["auto", "unknown", "unsupported", "endpoint"],
    ["auto", "failing", "unknown", "trigger"],
    ["auto", "unsupported", "unknown", "trigger"],
    ["auto", "unsupported", "supported", "trigger"],
    ["auto", "unsupported", "failing", "unsupported"],
    ["auto", "failing", "unsupported", "unsupported"],
    ["auto", "unsupported", "unsupported", "unsupported"],
    ["server", "unknown", "unknown", "endpoint"],
    ["server", "unsupported", "unknown", "trigger"],
    ["server", "unsupported", "unsupported", "unsupported"],
  ])("%s, endpoint %s, trigger %s: %s", (configured, endpoint, trigger, choice) => {
    expect(chooseMode({ configured, states: states(endpoint, trigger) })).toBe(choice);
  });
});

describe("asksServer", () => {
  it.each<[OpenaiCompactionMode, boolean, boolean, FeatureState, boolean]>([
    ["server", false, true, "unknown", true],
    ["server", true, true, "supported", true],
    ["server", true, true, "unsupported", false],
    ["auto", true, true, "unknown", true],
    ["auto", true, true, "unsupported", false],
    ["auto", true, false, "unknown", false],
    ["auto", false, true, "unknown", false],
    ["endpoint", true, true, "unknown", false],
    ["trigger", true, true, "unknown", false],
    ["off", true, true, "unknown", false],
  ])("%s, stored %s, threshold %s, server %s: %s", (configured, stored, hasServerThreshold, server, asks) => {
    expect(asksServer({ configured, stored, hasServerThreshold, states: states("unknown", "unknown", server) })).toBe(
      asks,
    );
  });
});

describe("offeredModes", () => {
  it.each<[OpenaiCompactionMode, readonly string[]]>([
    ["auto", ["endpoint", "trigger", "server"]],
    ["endpoint", ["endpoint"]],
    ["trigger", ["trigger"]],
    ["server", ["endpoint", "trigger", "server"]],
    ["off", []],
  ])("of %s", (configured, modes) => {
    const facts = { configured, stored: true, hasServerThreshold: true, states: states("unknown", "failing") };
    expect(offeredModes(facts)).toEqual(modes);
  });
});
