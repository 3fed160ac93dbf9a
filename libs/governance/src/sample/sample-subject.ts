import { type Fact, handles, type OccurredOn, Recording, type Subject } from '#kernel';

/** All of a sample is in the log; it is not loaded again. */
export type SampleLoaded = Fact<'SampleLoaded', { readonly occurredOn: OccurredOn }>;

/** Says that every command of a sample was carried out. */
export class RecordSampleLoaded extends Recording {}

/** Whether a sample has been loaded whole: `sample-coventry-000`. */
export const sampleSubject: Subject<{ readonly loaded: boolean }> = {
  category: 'sample',
  initial: { loaded: false },
  evolve: () => ({ loaded: true }),
  facts: { SampleLoaded: 1 },
  commands: [
    handles({
      command: RecordSampleLoaded,
      may: [],
      on: 'any subject',
      summary: 'Record that the sample is loaded',
      decide: (_command, { loaded }, { today }): readonly SampleLoaded[] =>
        loaded ? [] : [{ type: 'SampleLoaded', data: { occurredOn: today } }],
    }),
  ],
};
