import { describe, expect, it } from "vitest";
import { readCall } from "./read-call.ts";

const read = (name: string, input: unknown, result?: string) => {
  const text = typeof input === "string" ? input : JSON.stringify(input);
  const data = typeof input === "string" ? undefined : { ...(input as object) };
  return readCall({ name, arguments: text, input: data, result }).map(({ action, subject, outcome }) =>
    [action, subject, ...(outcome === undefined ? [] : [outcome])].join(" "),
  );
};

describe("readCall", () => {
  it.each<[string, unknown, readonly string[]]>([
    ["Read", { file_path: "/a/b.ts" }, ["read /a/b.ts"]],
    ["read_many_files", { paths: ["a.ts", "b.ts"] }, ["read a.ts", "read b.ts"]],
    ["read_files", { files: [{ path: "a.ts", lines: "1-9" }] }, ["read a.ts"]],
    ["mcp__fs__write_file", { path: "a.ts", content: "x" }, ["wrote a.ts"]],
    ["writeToFile", { path: "a.ts" }, ["wrote a.ts"]],
    ["replace_text", { path: "a.ts", old: "x" }, ["edited a.ts"]],
    ["create_file", { target_file: "a.ts" }, ["created a.ts"]],
    ["delete-file", { path: "a.ts" }, ["deleted a.ts"]],
    ["move_file", { source: "a.ts", destination: "b.ts" }, ["moved a.ts → b.ts"]],
    ["str_replace_based_edit_tool", { command: "view", path: "a.ts" }, ["read a.ts"]],
    ["str_replace_based_edit_tool", { command: "str_replace", path: "a.ts" }, ["edited a.ts"]],
    ["web_fetch", { url: "https://a.b/c" }, ["fetched https://a.b/c"]],
    ["goto", { url: "https://a.b" }, ["fetched https://a.b"]],
    [
      "apply_patch",
      "*** Begin Patch\n*** Update File: a.ts\n@@\n*** Add File: b.ts\n+x",
      ["edited a.ts", "created b.ts"],
    ],
    ["apply_patch", { input: "*** Delete File: a.ts\n" }, ["deleted a.ts"]],
    ["apply_patch_call", { type: "update_file", path: "a.ts", diff: "" }, ["edited a.ts"]],
    ["bash", { command: "npm test" }, ["ran npm test"]],
    ["shell", { command: ["bash", "-lc", "npm test"] }, ["ran npm test"]],
    ["local_shell_call", { action: { type: "exec", command: ["npm", "test"] } }, ["ran npm test"]],
    ["shell_call", { commands: ["cd a", "make"] }, ["ran cd a", "ran make"]],
    ["terminal", "ls -l", ["ran ls -l"]],
    ["search_text", { pattern: "x", under: "." }, []],
    ["grep", { pattern: "x", path: "src" }, []],
    ["think", { thought: "read a.ts" }, []],
    ["bash", '{"command":"cut of', []],
  ])("of %s %j", (name, input, expected) => {
    expect(read(name, input)).toEqual(expected);
  });

  it.each([
    ["ok\nexit code: 1", "ran x exit 1"],
    ["Process exited with code 0\nOutput:\nError: none", "ran x exit 0"],
    ['{"output":"","metadata":{"exit_code":127}}', "ran x exit 127"],
    ["<returncode>2</returncode>", "ran x exit 2"],
    ["Command timed out after 120 s", "ran x timed out"],
    ["Error: spawn x ENOENT", "ran x failed"],
    ["all fine", "ran x"],
  ])("sees how a command ended in %j", (result, expected) => {
    expect(read("bash", { command: "x" }, result)).toEqual([expected]);
  });

  it("sees that a file was not read", () => {
    expect(read("read", { path: "a" }, "Error: ENOENT")).toEqual(["read a failed"]);
    expect(read("read", { path: "a" }, "Error handling in this project")).toEqual(["read a"]);
    expect(read("read", { path: "a" }, '{"error":null,"text":"x"}')).toEqual(["read a"]);
  });
});
