/** How far a session is, or how far it shall go. */
interface Progress {
  readonly items: number;
  readonly characters: number;
}

/** Lines that a read may ask for. */
const fewestLines = 25;
const mostLines = 240;
/** An average line of numbered source, in characters of JSON. */
const lineCharacters = 36;
/** One item in four is what a read returned, and the others are short: each may take its neighbours' share as well. */
const itemsPerRead = 4;

/** Keeps a session near its length and size on a small tree and on a large one alike. */
export class Pace {
  readonly #goal: Progress;
  readonly #now: () => Progress;

  constructor(goal: Progress, now: () => Progress) {
    this.#goal = goal;
    this.#now = now;
  }

  /** True once only the closing turn should follow. */
  done(): boolean {
    return this.#now().items >= this.#goal.items;
  }

  matchesPerSearch(): number {
    return Math.round(this.linesPerRead() / 4);
  }

  linesPerRead(): number {
    const { items, characters } = this.#now();
    const itemsLeft = Math.max(this.#goal.items - items, 1);
    const lines = ((this.#goal.characters - characters) / itemsLeft / lineCharacters) * itemsPerRead;
    return Math.round(Math.min(Math.max(lines, fewestLines), mostLines));
  }
}
