/** Whether this process works on a demo, for Nest. */
export const IS_DEMO = Symbol('IsDemo');

/** The name of what leaves a demo. */
export const nameInDemo = (name: string): string => `DEMO: ${name}`;

/** What is said with it. `what` it is: `mail`, `calendar`. */
export const demoNotice = (what: string): string =>
  `This ${what} comes from a demo of Minutebook: nothing in it is a council’s record, and nobody has to do anything.`;
