/** What every model double answers at once instead of a summary: about 200 tokens. */
export const summaryText = Array.from(
  { length: 12 },
  (_, index) => `Step ${index + 1}: read a file of the project and noted what the function in it returns.`,
).join("\n");
