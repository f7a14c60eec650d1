/** A request whose size is known twice. */
export interface SizePoint {
  /** Tokens of its items by our counter. */
  readonly counted: number;
  /** All its input tokens as the provider reported them. */
  readonly reported: number;
}

/** How reported sizes follow from counted ones. */
export interface SizeFit {
  /** The provider's tokens per counted token. */
  readonly scale: number;
  /** Tokens of what is in each request beside its items: instructions and tools. */
  readonly overhead: number;
  /** Requests that this was learnt from; 0 where there were too few, and nothing was. */
  readonly points: number;
  /** Median distance between fitted and reported size, as a share of the latter; `null` where nothing was learnt. */
  readonly medianError: number | null;
}

/** Fewest points that something is learnt from. */
const fewest = 10;
/** A request of less than this share of the one before was cut by the session's own program. */
const cutShare = 0.7;
/** Scales outside of this are those of a wrong reading, not of a tokenizer. */
const smallest = 0.5;
const largest = 2;

const nothingLearnt: SizeFit = { scale: 1, overhead: 0, points: 0, medianError: null };

/**
 * Learns from the usage that a session's provider reported. Where the session's program compacted, reported sizes drop
 * while the conversation in the log goes on; the scale is the common slope of the stretches between, the overhead that
 * of the first.
 */
export function fitSizes(points: readonly SizePoint[]): SizeFit {
  const stretches = stretchesOf(points);
  const slopes = stretches.map(slopeParts);
  const spread = sum(slopes.map((part) => part.spread));
  const scale = spread === 0 ? 0 : sum(slopes.map((part) => part.shared)) / spread;
  if (points.length < fewest || scale < smallest || scale > largest) return nothingLearnt;
  const errors = stretches.flatMap((stretch) => {
    const offset = offsetOf(stretch, scale);
    return stretch.map(({ counted, reported }) => Math.abs((offset + scale * counted) / reported - 1));
  });
  const overhead = Math.max(0, Math.round(offsetOf(stretches[0] ?? [], scale)));
  return { scale, overhead, points: points.length, medianError: median(errors) };
}

/** Points between two of the session's own compactions. */
export function stretchesOf<Point extends SizePoint>(points: readonly Point[]): readonly (readonly Point[])[] {
  const stretches: Point[][] = [];
  let before = 0;
  for (const point of points) {
    const last = stretches.at(-1);
    if (last === undefined || point.reported < before * cutShare) stretches.push([point]);
    else last.push(point);
    before = point.reported;
  }
  return stretches;
}

function slopeParts(points: readonly SizePoint[]): { readonly shared: number; readonly spread: number } {
  const counted = sum(points.map((point) => point.counted)) / points.length;
  const reported = sum(points.map((point) => point.reported)) / points.length;
  return {
    shared: sum(points.map((point) => (point.counted - counted) * (point.reported - reported))),
    spread: sum(points.map((point) => (point.counted - counted) ** 2)),
  };
}

/** The median, since a single request that had something else in it must not move it. */
function offsetOf(points: readonly SizePoint[], scale: number): number {
  return median(points.map(({ counted, reported }) => reported - scale * counted));
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
