import { describe, expect, it } from "vitest";
import { faraProfiles } from "../profiles/fara-profiles.ts";
import { pythonJson } from "./python-json.ts";
import { systemPrompt } from "./system-prompt.ts";

const { "7b": seven, "1.5": later } = faraProfiles;
const date = new Date(2026, 5, 9, 12);
const sent = { width: 1_428, height: 896 };

function toolLine(prompt: string): string {
  return /<tools>\n(.+)\n<\/tools>/.exec(prompt)?.[1] ?? "";
}

describe("systemPrompt", () => {
  it.each([seven, later])("has the trained structure for $family", (profile) => {
    const prompt = systemPrompt({ profile, sent, actions: profile.actions, date });
    const line = toolLine(prompt);
    const schema = JSON.parse(line);
    // Byte for byte what Python's json.dumps would write.
    expect(line).toBe(pythonJson(schema));
    expect(line.startsWith('{"type": "function", "function": {"name": "computer_use", "description": "')).toBe(true);
    expect(Object.keys(schema.function)).toEqual(["name", "description", "parameters"]);
    expect(Object.keys(schema.function.parameters)).toEqual(["properties", "required", "type"]);
    expect(Object.keys(schema.function.parameters.properties.action)).toEqual(["description", "enum", "type"]);
    expect(schema.function.parameters.properties.action.enum).toEqual(profile.actions);
    const identity = { "7b": "You are a helpful assistant.\n\nYou work", "1.5": "You are Fara," }[profile.generation];
    expect(prompt.startsWith(identity)).toBe(true);
    expect(prompt.toLowerCase().indexOf("critical point")).toBeLessThan(prompt.indexOf("<tools>"));
    expect(prompt.indexOf("<tool_call>")).toBeGreaterThan(prompt.indexOf("</tools>"));
  });

  it("knows the arguments of each generation, in the trained order", () => {
    const names = (profile: typeof seven) => {
      const line = toolLine(systemPrompt({ profile, sent, actions: profile.actions, date }));
      return Object.keys(JSON.parse(line).function.parameters.properties).join(" ");
    };
    expect(names(seven)).toBe(
      "action keys text press_enter delete_existing_text coordinate pixels url query fact time status",
    );
    expect(names(later)).toBe("action keys text coordinate pixels url query fact question time answer");
  });

  it("tells the resolution that coordinates are in, and the later models the day", () => {
    const of7B = systemPrompt({ profile: seven, sent, actions: seven.actions, date });
    const of15 = systemPrompt({ profile: later, sent, actions: later.actions, date });
    expect(of7B).toContain("The screen's resolution is 1428x896.");
    expect(of7B).not.toContain("2026");
    expect(of15).toContain("The screen's resolution is 1000x1000.");
    expect(of15.endsWith("\n\nToday's date is June 09, 2026.")).toBe(true);
  });

  it("leaves out what the computer cannot do", () => {
    const line = toolLine(systemPrompt({ profile: seven, sent, actions: ["key", "terminate"], date }));
    const { properties } = JSON.parse(line).function.parameters;
    expect(Object.keys(properties)).toEqual(["action", "keys", "status"]);
  });

  it("fills in another text, and nothing else in it", () => {
    const custom = '{"name": {x}} {width}x{height} on {date} {{width}} $& {width}';
    expect(systemPrompt({ profile: seven, sent, actions: [], date, custom })).toBe(
      '{"name": {x}} 1428x896 on June 09, 2026 {1428} $& 1428',
    );
    expect(systemPrompt({ profile: later, sent, actions: [], date, custom: "{width}x{height}" })).toBe("1000x1000");
  });
});

describe("pythonJson", () => {
  it("writes as Python does with ensure_ascii off", () => {
    expect(pythonJson({ a: [1, 2.5, true, null], b: 'é\n"/日', c: {}, d: [], e: undefined })).toBe(
      '{"a": [1, 2.5, true, null], "b": "é\\n\\"/日", "c": {}, "d": []}',
    );
  });
});
