/** A clock that stands still where another one goes back, and goes on with it from there. */
export function steadyClock(clock: () => number): () => number {
  let last = clock();
  let time = last;
  return () => {
    const now = clock();
    if (now > last) time += now - last;
    last = now;
    return time;
  };
}
