/** Reduces rounds to one figure. */

/** Finds the value in the middle; between two, their mean. Not a number where there are none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = (sorted.length - 1) / 2
  const [low, high] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]]
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2
}

/** Finds the median of the ratios, round by round: what disturbed a round disturbed both sides. */
export function medianRatio(costs: readonly number[], others: readonly number[]): number {
  return median(costs.map((cost, round) => cost / (others[round] ?? Number.NaN)))
}
