/** Keeps what happens before a run has begun until it has, so that it comes after the beginning in events and log. */
export interface RunStart {
  /** Does something now, or once the run has begun; never where it does not begin. */
  after(what: () => void): void;
  begin(): void;
}

export function createRunStart(): RunStart {
  let waiting: (() => void)[] | undefined = [];
  return {
    after(what) {
      if (waiting === undefined) what();
      else waiting.push(what);
    },
    begin() {
      const all = waiting ?? [];
      waiting = undefined;
      for (const what of all) what();
    },
  };
}
