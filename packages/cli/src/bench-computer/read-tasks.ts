import { dirname, resolve } from "node:path";
import { MassGenError } from "@massgen/core";
import { parsePage } from "../computer/start-page.ts";
import { readRegularFile } from "../conversation-file/read-regular-file.ts";
import type { BenchTask, TaskScript } from "./bench-task.ts";
import { type Check, checkedThings, parseCheck } from "./check.ts";

type Fields = Readonly<Record<string, unknown>>;

const remedy = "See massgen bench computer --help for what a task has.";

/**
 * Reads a file of tasks.
 *
 * @throws MassGenError `invalid-input` with the first place in it that is wrong.
 */
export async function readTasks(path: string): Promise<readonly BenchTask[]> {
  const bytes = await readRegularFile(path, { limit: 16 * 1024 * 1024, purpose: "a list of tasks" });
  return parseTasks(bytes.toString("utf8"), path);
}

/** @throws MassGenError `invalid-input` with the first place in it that is wrong. */
export function parseTasks(text: string, path: string): readonly BenchTask[] {
  const wrong = (place: string, problem: string, cause?: unknown) =>
    new MassGenError(`${path} is wrong at ${place}: ${problem}.`, { code: "invalid-input", remedy, cause });

  const recordAt = (value: unknown, place: string, names?: readonly string[]): Fields => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw wrong(place, "it is no object");
    const odd = names && Object.keys(value).find((name) => !names.includes(name));
    if (odd !== undefined) throw wrong(place, `it has no field ${JSON.stringify(odd)}`);
    return value as Fields;
  };
  const textAt = (value: unknown, place: string): string => {
    if (typeof value === "string" && value.trim() !== "") return value;
    throw wrong(place, value === undefined ? "it is missing" : "it is no text, or empty");
  };

  const pageAt = (value: unknown, place: string): string => {
    const typed = textAt(value, place);
    try {
      return parsePage(typed).href;
    } catch (error) {
      throw wrong(place, "it is no web address", error);
    }
  };
  const stepsAt = (value: unknown, place: string): number | undefined => {
    if (value === undefined || (Number.isSafeInteger(value) && Number(value) > 0)) return value as number | undefined;
    throw wrong(place, "it is no whole number above 0");
  };
  const checksAt = (value: unknown, place: string): readonly Check[] => {
    if (value === undefined) throw wrong(place, "it is missing");
    const fields = recordAt(value, place, checkedThings);
    const checks = checkedThings.flatMap((thing) => {
      if (fields[thing] === undefined) return [];
      const expected = textAt(fields[thing], `${place}.${thing}`);
      try {
        return [parseCheck(thing, expected)];
      } catch (error) {
        throw wrong(`${place}.${thing}`, "it is no regular expression", error);
      }
    });
    if (checks.length === 0) throw wrong(place, `it has none of ${checkedThings.join(", ")}`);
    return checks;
  };
  const scriptsAt = (value: unknown, place: string): ReadonlyMap<string, TaskScript> => {
    const scripts = value === undefined ? {} : recordAt(value, place);
    return new Map(
      Object.entries(scripts).map(([name, script]): [string, TaskScript] => {
        const where = `${place}.${name}`;
        if (typeof script === "string") return [name, { path: resolve(dirname(path), textAt(script, where)) }];
        if (!Array.isArray(script)) throw wrong(where, "it is neither a path nor a list of decisions");
        return [name, { text: JSON.stringify({ steps: script }), source: `${path} ${where}` }];
      }),
    );
  };

  const { tasks } = recordAt(parseJson(text, path), "its top", ["tasks"]);
  if (!Array.isArray(tasks) || tasks.length === 0) throw wrong("tasks", "it is no list with a task in it");
  const names = new Set<string>();
  return tasks.map((entry: unknown, index) => {
    const place = `tasks[${index}]`;
    const fields = recordAt(entry, place, ["name", "task", "url", "maximumSteps", "check", "scripts"]);
    const name = textAt(fields.name, `${place}.name`);
    if (names.has(name)) throw wrong(`${place}.name`, "another task has it too");
    names.add(name);
    return {
      name,
      task: textAt(fields.task, `${place}.task`),
      url: pageAt(fields.url, `${place}.url`),
      maximumSteps: stepsAt(fields.maximumSteps, `${place}.maximumSteps`),
      checks: checksAt(fields.check, `${place}.check`),
      scripts: scriptsAt(fields.scripts, `${place}.scripts`),
    };
  });
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new MassGenError(`${path} is not JSON.`, { code: "invalid-input", remedy, cause });
  }
}
