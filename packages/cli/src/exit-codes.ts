/** What the process answers to its caller; the help text lists the same codes. */
export const exitCodes = {
  success: 0,
  /** Something about the command or its input is wrong; nothing was written. */
  badInput: 1,
  /** The work was understood and could not be done; nothing was written. */
  failed: 2,
  interrupted: 4,
} as const;
