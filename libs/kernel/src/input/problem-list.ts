import { type InputProblem, Malformed } from '../refusal.js';

/** How many problems one answer lists, so that no input makes an answer larger than itself. */
const MOST = 100;

/** Gathers what is wrong with an input, so that all of it is told at once. */
export class ProblemList {
  readonly #problems: InputProblem[] = [];
  #untold = 0;

  add(pointer: string, detail: string): void {
    if (this.#problems.length < MOST) this.#problems.push({ pointer, detail });
    else this.#untold += 1;
  }

  /** @throws Malformed where anything was added */
  settle(): void {
    const [first, ...others] = this.#problems;
    if (first === undefined) return;
    const rest = this.#untold === 0 ? [] : [{ pointer: '', detail: `holds ${this.#untold} more problems, not listed` }];
    throw new Malformed([first, ...others, ...rest]);
  }
}
