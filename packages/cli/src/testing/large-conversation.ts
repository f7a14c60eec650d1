const messages = 1_000;
const wordsPerMessage = 1_500;
const differentWords = 100_000;

/** A conversation that takes seconds to count: about 11 MB of words that rarely come again. */
export function largeConversation(): string {
  let state = 1;
  const words = Array.from({ length: differentWords }, () => {
    // The linear congruential generator of Numerical Recipes: the same words on every machine.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state.toString(36);
  });
  const content = (message: number) =>
    Array.from(
      { length: wordsPerMessage },
      (_, word) => words[(message * wordsPerMessage + word * 7) % differentWords],
    );
  const list = Array.from({ length: messages }, (_, message) => ({
    role: message % 2 === 0 ? "user" : "assistant",
    content: content(message).join(" "),
  }));
  return JSON.stringify(list);
}
