import { earliestDay, type OccurredOn, type PlainDateText } from '#kernel';

/** What says when a plan comes into force. */
interface Commencing {
  readonly firstDay: PlainDateText;
  readonly adoptions: readonly { readonly occurredOn: OccurredOn }[];
}

/** The day from whose beginning the plan is in force: its first day, or that of its adoption where that came later. */
export const commencementDay = ({ adoptions, firstDay }: Commencing): PlainDateText => {
  const adoptedOn = earliestDay(adoptions[0]?.occurredOn ?? 'unknown') ?? firstDay;
  return adoptedOn > firstDay ? adoptedOn : firstDay;
};
