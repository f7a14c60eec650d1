import { describe, expect, it } from "vitest";
import { helpFor, helpTexts } from "./help.ts";
import { createProgram } from "./program.ts";

const program = createProgram(helpTexts);
const ofProgram = program.commands.map((command) => ({ words: [command.name()], command }));
const commands = ofProgram
  .flatMap((each) => [
    each,
    ...each.command.commands.map((command) => ({ words: [...each.words, command.name()], command })),
  ])
  .map((each) => ({ ...each, name: each.words.join(" ") }));

describe("help", () => {
  it("names every option and command of the program", () => {
    for (const { flags } of program.options) expect(helpTexts.program).toContain(`  ${flags} `);
    for (const { words } of ofProgram) expect(helpTexts.program).toContain(`\n  ${words} [options]`);
    expect(program.helpInformation()).toBe(helpTexts.program);
  });

  it.each(commands)("names every option of $name", ({ words, command }) => {
    // Some commands below others share the help of the one above.
    const text = helpFor([...words, "--help"]) ?? helpFor([...words.slice(0, 1), "--help"]);
    expect(command.helpInformation()).toBe(text);
    expect(text).toContain("\nExamples:\n");
    for (const { flags, defaultValue } of command.options) {
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
