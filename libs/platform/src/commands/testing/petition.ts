import {
  Act,
  type AnySubject,
  type Command,
  type DecisionContext,
  type Fact,
  handles,
  Recording,
  type RecordedFact,
  refuse,
  type Subject,
} from '#kernel';

// A subject made for the tests of the pipeline: a petition to a council, with room for so many signatures.

export class Sponsor {
  constructor(readonly ward: string) {}
}

export class ReceivePetition extends Recording {
  title = 'A crossing for Far Gosford Street';
  room = 3;
  sponsors: readonly Sponsor[] = [];
}

export class SignPetition extends Recording {
  ward = 'St Michael’s';
}

export class ClosePetition extends Act {}

/** Gives a fact that the petition's table does not list. */
export class MislayPetition extends Act {}

/** Begins a petition without saying anything. */
export class HintAtPetition extends Act {}

/** Told of a petition whether or not it was received: what an automation keeps beside it. */
export class WatchPetition extends Act {
  needed = true;
}

interface Petition {
  readonly room: number;
  readonly signatures: number;
  readonly closed: boolean;
}

const evolve = (petition: Petition, fact: RecordedFact): Petition => {
  switch (fact.type) {
    case 'PetitionReceived':
      return { ...petition, room: (fact.data as { room: number }).room };
    case 'PetitionSigned':
      return { ...petition, signatures: petition.signatures + 1 };
    case 'PetitionClosed':
      return { ...petition, closed: true };
    default:
      return petition;
  }
};

const receive = ({ title, room, sponsors }: ReceivePetition, context: DecisionContext): readonly Fact[] => [
  { type: 'PetitionReceived', data: { title, room, sponsors, reference: context.newId('reference') } },
  { type: 'PetitionAcknowledged', data: { on: context.today } },
];

const sign = ({ ward }: SignPetition, petition: Petition, context: DecisionContext): readonly Fact[] =>
  petition.closed || petition.signatures >= petition.room
    ? refuse({ reason: 'there is no room for another signature', rule: 'petitions/room' })
    : [{ type: 'PetitionSigned', data: { ward, on: context.today, at: petition.signatures } }];

const close = (_command: ClosePetition, petition: Petition): readonly Fact[] =>
  petition.closed ? [] : [{ type: 'PetitionClosed', data: {} }];

/** The petition's table of commands; `whenDecided` is called at each decision. */
export const petitions = (whenDecided: (command: Command) => void = () => undefined): AnySubject => {
  const told = <C extends Command>(command: C): C => {
    whenDecided(command);
    return command;
  };
  const subject: Subject<Petition> = {
    category: 'petition',
    initial: { room: 0, signatures: 0, closed: false },
    evolve,
    facts: { PetitionReceived: 2, PetitionAcknowledged: 1, PetitionSigned: 1, PetitionClosed: 1, PetitionWatched: 1 },
    commands: [
      handles<Petition, ReceivePetition>({
        command: ReceivePetition,
        may: ['officer'],
        on: 'a new subject',
        summary: 'Records a petition that was received.',
        decide: (command, _petition, context) => receive(told(command), context),
      }),
      handles<Petition, SignPetition>({
        command: SignPetition,
        may: ['officer', 'operator'],
        on: 'an existing subject',
        summary: 'Records a signature.',
        decide: (command, petition, context) => sign(told(command), petition, context),
      }),
      handles<Petition, ClosePetition>({
        command: ClosePetition,
        may: ['officer'],
        on: 'an existing subject',
        summary: 'Takes no more signatures.',
        decide: (command, petition) => close(told(command), petition),
      }),
      handles<Petition, MislayPetition>({
        command: MislayPetition,
        may: ['officer'],
        on: 'an existing subject',
        summary: 'Does what its subject cannot write.',
        decide: () => [{ type: 'PetitionMislaid', data: {} }],
      }),
      handles<Petition, WatchPetition>({
        command: WatchPetition,
        may: [],
        on: 'any subject',
        summary: 'Keeps an eye on it.',
        decide: ({ needed }) => (needed ? [{ type: 'PetitionWatched', data: {} }] : []),
      }),
      handles<Petition, HintAtPetition>({
        command: HintAtPetition,
        may: ['officer'],
        on: 'a new subject',
        summary: 'Begins nothing.',
        decide: () => [],
      }),
    ],
  };
  return subject;
};
