import { requiredText, type Tool } from "./tool.ts";

/** Two tools around one list of notes, which lives as long as the session. */
export function noteTools(): readonly Tool[] {
  const notes: string[] = [];
  return [
    {
      name: "write_note",
      description: 'Keeps a finding for later: {"text": string}',
      async run(input) {
        notes.push(requiredText(input, "text"));
        return `note ${notes.length} kept`;
      },
    },
    {
      name: "read_notes",
      description: "Shows every note that was kept: {}",
      run: async () => notes.map((text, index) => `${index + 1}. ${text}`).join("\n") || "no notes yet",
    },
  ];
}
