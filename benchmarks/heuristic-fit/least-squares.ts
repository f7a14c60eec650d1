/** One text: its feature counts, and the tokens that they should add up to. */
export interface Observation {
  readonly features: Float64Array;
  readonly tokens: number;
}

/**
 * Weights, none negative, that make the sum of squared *relative* errors least; the weight of the first feature stays 1.
 * Coordinate descent on the normal equations.
 */
export function fitRelativeErrors(observations: readonly Observation[]): Float64Array {
  const size = observations[0]?.features.length ?? 0;
  const gram = Array.from({ length: size }, () => new Float64Array(size));
  const target = new Float64Array(size);
  for (const { features, tokens } of observations) {
    const scale = 1 / tokens ** 2;
    const rest = tokens - (features[0] as number);
    features.forEach((left, row) => {
      if (left === 0) return;
      target[row] = (target[row] as number) + scale * left * rest;
      const gramRow = gram[row] as Float64Array;
      features.forEach((right, column) => {
        gramRow[column] = (gramRow[column] as number) + scale * left * right;
      });
    });
  }
  return descend(gram, target);
}

function descend(gram: readonly Float64Array[], target: Float64Array): Float64Array {
  const weights = new Float64Array(target.length);
  for (let round = 0; round < 10_000; round++) {
    let largestStep = 0;
    for (let row = 1; row < weights.length; row++) {
      const gramRow = gram[row] as Float64Array;
      const diagonal = gramRow[row] as number;
      if (diagonal === 0) continue;
      let gradient = target[row] as number;
      for (let column = 1; column < weights.length; column++) {
        gradient -= (gramRow[column] as number) * (weights[column] as number);
      }
      const next = Math.max(0, (weights[row] as number) + gradient / diagonal);
      largestStep = Math.max(largestStep, Math.abs(next - (weights[row] as number)));
      weights[row] = next;
    }
    if (largestStep < 1e-8) break;
  }
  weights[0] = 1;
  return weights;
}
