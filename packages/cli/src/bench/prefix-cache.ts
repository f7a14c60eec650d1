/** A prompt cache as OpenAI documents its own: prefixes from 1,024 tokens on, in steps of 128. */
export const promptCache = { minimumTokens: 1_024, stepTokens: 128 } as const;

/**
 * Tokens of a request that the prompt cache serves where its beginning is that of the request before.
 *
 * @param shared - tokens of the longest beginning that both have.
 */
export function cachedTokens(shared: number): number {
  const { minimumTokens, stepTokens } = promptCache;
  return shared < minimumTokens ? 0 : Math.floor(shared / stepTokens) * stepTokens;
}
