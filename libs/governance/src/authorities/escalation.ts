/** What escalation must know of an office. */
export interface Escalating {
  readonly office: string;
  readonly escalatesTo?: string;
}

/** To whom an office escalates where its authority has settled nothing: to officers, never to members. */
const USUAL = ['director', 'monitoring-officer'] as const;

/**
 * The offices from one on, in the order in which they are told: each leads to the one that its authority has settled, else
 * to the director, and from there to the monitoring officer. No office comes twice.
 */
export const chainFrom = (office: string, offices: readonly Escalating[]): readonly string[] =>
  chained([office], offices);

const chained = (chain: readonly string[], offices: readonly Escalating[]): readonly string[] => {
  const last = chain.at(-1);
  const next = settledAfter(last, offices) ?? usualAfter(last, chain);
  return next === undefined || chain.includes(next) ? chain : chained([...chain, next], offices);
};

const settledAfter = (office: string | undefined, offices: readonly Escalating[]): string | undefined =>
  offices.find((held) => held.office === office)?.escalatesTo;

const usualAfter = (office: string | undefined, chain: readonly string[]): string | undefined =>
  office === USUAL.at(-1) ? undefined : USUAL.find((usual) => !chain.includes(usual));

/** The office that is told when an office was told in vain; nothing where the chain ends. */
export const nextOffice = (office: string, offices: readonly Escalating[]): string | undefined =>
  chainFrom(office, offices)[1];

/** The circle into which what is settled leads from an office; nothing where it comes to an end. */
export const circleFrom = (office: string, offices: readonly Escalating[]): readonly string[] | undefined => {
  const chain = [office];
  for (;;) {
    const next = settledAfter(chain.at(-1), offices);
    if (next === undefined) return undefined;
    if (chain.includes(next)) return [...chain, next];
    chain.push(next);
  }
};
