/** Of a list with at least one number. */
export const median = (numbers) => {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** The smallest number that at least this share of the sorted numbers does not pass. */
export const percentile = (sorted, share) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];

/** What several rounds of one measure come to. */
export const summary = (numbers) => ({ median: median(numbers), min: Math.min(...numbers), max: Math.max(...numbers) });

/** Runs the measures round by round, each round beginning with another one, so that none has the quiet minutes to itself. */
export const interleaved = async (rounds, measures, onRound = () => undefined) => {
  const results = measures.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < measures.length; turn += 1) {
      const index = (round + turn) % measures.length;
      results[index].push(await measures[index]());
    }
    onRound(round + 1);
  }
  return results;
};
