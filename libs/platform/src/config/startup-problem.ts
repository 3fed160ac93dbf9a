/**
 * A reason not to start which the operator can mend. Its message is whole by itself, in plain words and without secrets:
 * what is wrong and what would be right. Print the message alone and exit with 1.
 */
export class StartupProblem extends Error {
  override readonly name: string = 'StartupProblem';
}
