const MOST = 4_096;

/**
 * The same pure function, with its latest answers kept: asking a time zone takes a hundred times as long as remembering,
 * and folds ask about the same days again and again. What it throws is not kept.
 */
export const remembered = <Answer extends string>(ask: (text: string) => Answer): ((text: string) => Answer) => {
  const answers = new Map<string, Answer>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known;
    const answer = ask(text);
    if (answers.size >= MOST) answers.clear();
    answers.set(text, answer);
    return answer;
  };
};

/** The same pure function of a thing that nobody changes, with its answer kept for as long as anybody holds the thing. */
export const rememberedOf = <Thing extends object, Answer>(ask: (of: Thing) => Answer): ((of: Thing) => Answer) => {
  const answers = new WeakMap<Thing, { readonly answer: Answer }>();
  return (of) => {
    const known = answers.get(of);
    if (known !== undefined) return known.answer;
    const answer = ask(of);
    answers.set(of, { answer });
    return answer;
  };
};
