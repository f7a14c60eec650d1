import { describe, expect, it } from "vitest";
import { helpFor, helpTexts } from "./help.ts";
import { createProgram } from "./program.ts";

const program = createProgram(helpTexts);
const commands = program.commands.map((command) => ({ name: command.name(), command }));

describe("help", () => {
  it("names every option and command of the program", () => {
    for (const { flags } of program.options) expect(helpTexts.program).toContain(`  ${flags} `);
    for (const { name } of commands) expect(helpTexts.program).toContain(`\n  ${name} [options]`);
    expect(program.helpInformation()).toBe(helpTexts.program);
  });

  it.each(commands)("names every option of $name", ({ name, command }) => {
    const text = helpFor([name, "--help"]);
    for (const each of [command, ...command.commands]) expect(each.helpInformation()).toBe(text);
    expect(text).toContain("\nExamples:\n");
    for (const { flags, defaultValue } of [command, ...command.commands].flatMap(({ options }) => options)) {
      // Long flags have a line of their own.
      expect(`${text}`.replaceAll("\n", " \n")).toContain(`\n  ${flags} `);
      if (defaultValue !== undefined) expect(text).toContain(`default: ${defaultValue}`);
    }
  });

  it("fits a terminal of 80 columns", () => {
    for (const text of Object.values(helpTexts)) {
      for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
    }
  });

  it("leaves all but plain requests to the parser of the command line", () => {
    expect(helpFor(["compact", "a.json"])).toBeUndefined();
    expect(helpFor(["--help", "compact"])).toBeUndefined();
    expect(helpFor(["help", "compat"])).toBeUndefined();
  });
});
