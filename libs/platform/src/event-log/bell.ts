/** Wakes those who wait for new facts. A ring between looking and waiting is not lost: the waiter names the last one it knew. */
export class Bell {
  #rings = 0;
  readonly #waiting = new Set<() => void>();

  get rings(): number {
    return this.#rings;
  }

  ring(): void {
    this.#rings += 1;
    const woken = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of woken) wake();
  }

  /** Resolves once the bell has rung after `known`, the signal is aborted, or the milliseconds have gone by. */
  async after(known: number, signal: AbortSignal, milliseconds?: number): Promise<void> {
    if (this.#rings !== known || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = milliseconds === undefined ? undefined : setTimeout(wake, milliseconds);
      const waiting = this.#waiting;
      function wake(): void {
        clearTimeout(timer);
        waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      }
      waiting.add(wake);
      signal.addEventListener('abort', wake, { once: true });
    });
  }
}
