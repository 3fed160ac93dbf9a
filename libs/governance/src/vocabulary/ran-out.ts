/**
 * What it means that the day of something went by on which it ends by itself, by the id of its rule: nobody was to do
 * anything on that day, so that nothing was left undone and no promise broken.
 */
export const RAN_OUT: Readonly<Record<string, string>> = {
  R38: 'the plan ran out, and no plan follows it without a gap',
};
