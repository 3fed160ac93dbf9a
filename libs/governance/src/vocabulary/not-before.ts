/**
 * What it means that something was done before its day, by the id of its rule: of a date that is promised as the first as
 * well as the last on which it may be done. Of any other rule, what is done early is done in time.
 */
export const NOT_BEFORE: Readonly<Record<string, string>> = {
  R19: 'the window that was promised was not kept',
};
