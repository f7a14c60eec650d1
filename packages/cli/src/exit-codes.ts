/** What the process answers to its caller; the help text lists the same codes. */
export const exitCodes = {
  success: 0,
  /** Something about the command or its input is wrong; nothing was written. */
  badInput: 1,
  /** The work was understood and could not be done; nothing was written. */
  failed: 2,
  /** What it may spend is spent. */
  budget: 3,
  interrupted: 4,
  /** It waits for somebody who was not there. */
  needsPerson: 5,
} as const;
