import { Malformed } from '../refusal.js';

/** Where the input is refused as malformed; nowhere where it is taken. Everything else that is thrown is thrown on. */
export const pointersOf = (read: () => unknown): readonly string[] => {
  try {
    read();
  } catch (error) {
    if (error instanceof Malformed) return error.problems.map(({ pointer }) => pointer);
    throw error;
  }
  return [];
};
