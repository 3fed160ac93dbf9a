/** Where to read on: the deadlines and the history of a matter or plan, and the history of its deadlines. */
export interface Links {
  readonly deadlines: string;
  readonly history: string;
  readonly deadlinesHistory: string;
}

export interface MatterLinks extends Links {
  /** The plan that it has led to. */
  readonly plan?: string;
}

/** Where a matter or plan is read. */
export const addressOf = (authority: string, category: 'matter' | 'plan', id: string): string =>
  `/v1/authorities/${authority}/${category}s/${id}`;

export const linksOf = (authority: string, category: 'matter' | 'plan', id: string): Links => {
  const at = addressOf(authority, category, id);
  return { deadlines: `${at}/deadlines`, history: `${at}/history`, deadlinesHistory: `${at}/deadlines/history` };
};
