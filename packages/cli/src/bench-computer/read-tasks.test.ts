import { describe, expect, it } from "vitest";
import { parseTasks } from "./read-tasks.ts";

const good = { name: "kettle", task: "Find it", url: "https://shop.example", check: { title: "Kettle" } };
const parse = (...tasks: readonly unknown[]) => parseTasks(JSON.stringify({ tasks }), "tasks.json");

describe("parseTasks", () => {
  it("reads tasks with all that they can have", () => {
    const [task] = parse({
      ...good,
      url: "127.0.0.1:8080/a",
      maximumSteps: 5,
      check: { title: "/^kettle/i", answer: "costs  $5" },
      scripts: { own: [{ type: "finish" }], other: "other.json" },
    });
    expect(task).toMatchObject({ name: "kettle", url: "http://127.0.0.1:8080/a", maximumSteps: 5 });
    expect(task?.checks.map(({ thing, holds }) => [thing, holds("Kettles\n it costs\n$5")])).toEqual([
      ["title", true],
      ["answer", true],
    ]);
    expect(task?.checks.map(({ holds }) => holds("A kettle"))).toEqual([false, false]);
    expect(task?.scripts.get("own")).toEqual({
      text: '{"steps":[{"type":"finish"}]}',
      source: "tasks.json tasks[0].scripts.own",
    });
    expect(task?.scripts.get("other")).toEqual({ path: expect.stringMatching(/\/other\.json$/) });
  });

  it.each<[string, unknown, string]>([
    ["a field that is not known", { ...good, maxSteps: 5 }, 'tasks[0]: it has no field "maxSteps"'],
    ["no name", { ...good, name: undefined }, "tasks[0].name: it is missing"],
    ["an empty task", { ...good, task: " " }, "tasks[0].task: it is no text, or empty"],
    ["an address of a file", { ...good, url: "file:///etc/passwd" }, "tasks[0].url: it is no web address"],
    ["half a step", { ...good, maximumSteps: 1.5 }, "tasks[0].maximumSteps: it is no whole number above 0"],
    ["no check", { ...good, check: undefined }, "tasks[0].check: it is missing"],
    ["an empty check", { ...good, check: {} }, "tasks[0].check: it has none of title, url, text, answer"],
    ["a check of something else", { ...good, check: { body: "a" } }, 'tasks[0].check: it has no field "body"'],
    ["a broken expression", { ...good, check: { title: "/(/" } }, "tasks[0].check.title: it is no regular expression"],
    ["scripts in a list", { ...good, scripts: [] }, "tasks[0].scripts: it is no object"],
    [
      "a number for a script",
      { ...good, scripts: { a: 1 } },
      "tasks[0].scripts.a: it is neither a path nor a list of decisions",
    ],
    ["a list for a task", [], "tasks[0]: it is no object"],
  ])("refuses %s, and says where", (_, task, says) => {
    expect(() => parse(task)).toThrow(`tasks.json is wrong at ${says}.`);
  });

  it("refuses what is no list of tasks", () => {
    expect(() => parse()).toThrow("tasks.json is wrong at tasks: it is no list with a task in it.");
    expect(() => parseTasks("[]", "tasks.json")).toThrow("tasks.json is wrong at its top: it is no object.");
    expect(() => parseTasks("{", "tasks.json")).toThrow("tasks.json is not JSON.");
    expect(() => parse(good, good)).toThrow("tasks.json is wrong at tasks[1].name: another task has it too.");
  });
});
