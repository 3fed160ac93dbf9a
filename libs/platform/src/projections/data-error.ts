/**
 * Classes of SQLSTATE that mean: these rows will never be taken. 21 cardinality, 22 data exception, 23 integrity
 * constraint, 54 program limit (a value too large for an index). Everything else is a machine in trouble and passes.
 * Source: PostgreSQL 18, appendix A.
 */
const REFUSED_ROWS = /^(21|22|23|54)/;

/** Whether the database refused the rows themselves, so that it would refuse them again. */
export const isDataError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && REFUSED_ROWS.test(error.code);
