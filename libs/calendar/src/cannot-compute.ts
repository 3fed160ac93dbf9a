/**
 * The question has no answer that could be relied on: it is malformed, it reaches beyond what the calendar knows, or it
 * needs facts instead of arithmetic. The message is one line that says what is wrong and what would be right.
 */
export class CannotCompute extends Error {
  override readonly name = 'CannotCompute';
}

export const cannotCompute = (reason: string): never => {
  throw new CannotCompute(reason);
};
