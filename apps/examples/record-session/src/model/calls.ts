import type { ToolRequest } from "./turn.ts";

/** Calls of the agent's tools, as values. */

export function listFiles(under: string): ToolRequest {
  return { name: "list_files", input: { under } };
}

export function readLines(path: string, from: number, lines: number): ToolRequest {
  return { name: "read_file", input: { path, from, lines } };
}

export function searchText(pattern: string, under = ".", limit?: number): ToolRequest {
  return { name: "search_text", input: limit === undefined ? { pattern, under } : { pattern, under, limit } };
}

export function replaceText(path: string, old: string, replacement: string): ToolRequest {
  return { name: "replace_text", input: { path, old, new: replacement } };
}

export function runCommand(command: string): ToolRequest {
  return { name: "run_command", input: { command } };
}

export function writeNote(text: string): ToolRequest {
  return { name: "write_note", input: { text } };
}

export const readNotes: ToolRequest = { name: "read_notes", input: {} };
