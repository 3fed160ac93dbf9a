import { describe, expect, it } from '@jest/globals';
import { Malformed } from '../refusal.js';
import {
  CivilDate,
  Count,
  Line,
  Lines,
  ListOf,
  MonthOrDay,
  Name,
  Names,
  Nested,
  OneOf,
  Text,
  TextOrEmpty,
  Texts,
} from './fields.js';
import { readInput } from './read-input.js';
import { componentOf, componentsOf, fieldsOf } from './schema.js';

class Signatory {
  @Text(10) office!: string;
  @OneOf(['present', 'absent'], { optional: true }) attendance?: string;
}

class Branch {
  @Text(20) label!: string;
  @ListOf(() => Branch, { items: 3 }, { optional: true }) branches?: Branch[];
}

class Motion {
  @Text(20, { describe: 'As moved.' }) title!: string;
  @Count({ min: 1, max: 9 }) votes!: number;
  @CivilDate() movedOn!: string;
  @OneOf(['carried', 'lost']) outcome!: string;
  @Nested(() => Signatory) mover!: Signatory;
  @Nested(() => Signatory, { optional: true }) seconder?: Signatory;
  @Texts({ max: 5, items: 2, min: 1 }) tags!: string[];
  @ListOf(() => Branch, { items: 2 }) tree!: Branch[];
}

class AmendedMotion extends Motion {
  @MonthOrDay({ optional: true }) expected?: string;
}

class Agenda {
  @Line(20) title!: string;
  @Lines({ max: 20, items: 3 }) bodies!: string[];
  @TextOrEmpty(20) remarks!: string;
}

class Attendance {
  @Name(20) body!: string;
  @Names({ max: 20, items: 3 }) guests!: string[];
}

class Adjournment {
  readonly kind = 'act';
}

const sound = {
  title: 'That it be so',
  votes: 3,
  movedOn: '2024-07-09',
  outcome: 'carried',
  mover: { office: 'chair' },
  tags: ['a'],
  tree: [{ label: '1', branches: [{ label: 'a)' }] }],
};

const problemsOf = (json: unknown, type: new () => object = Motion): Record<string, string> => {
  try {
    readInput(type, json);
  } catch (error) {
    if (error instanceof Malformed)
      return Object.fromEntries(error.problems.map(({ pointer, detail }) => [pointer, detail]));
    throw error;
  }
  return {};
};

describe('an input', () => {
  it('becomes an instance of its class, and so does everything in it', () => {
    const motion = readInput(Motion, sound);
    expect(motion).toBeInstanceOf(Motion);
    expect(motion.mover).toBeInstanceOf(Signatory);
    expect(motion.tree[0]?.branches?.[0]).toBeInstanceOf(Branch);
    expect(motion).toEqual(sound);
  });

  it.each([[[]], [null], ['text'], [1], [true], [undefined]])('is an object, not %j', (json) => {
    expect(problemsOf(json)).toEqual({ '': 'must be a JSON object with the documented fields' });
  });

  it('is told every field that is wrong, at its place, with what would be right', () => {
    const wrong = {
      title: ' ',
      votes: 0,
      movedOn: '2024-02-30',
      mover: { office: 'far too long an office', attendance: 'no' },
      seconder: null,
      tags: ['a', 'too long', 7],
      tree: [{ label: '1', branches: [{ label: 'x' }, { label: '' }] }, null],
    };
    expect(problemsOf(wrong)).toEqual({
      '/title': expect.stringContaining('text of 1 to 20 characters'),
      '/votes': 'must be a whole number from 1 to 9',
      '/movedOn': expect.stringContaining('must be a day that exists'),
      '/outcome': 'is missing: it must be one of: carried, lost',
      '/mover/office': expect.stringContaining('text of 1 to 10 characters'),
      '/mover/attendance': 'must be one of: present, absent',
      '/seconder': 'must be an object with the documented fields',
      '/tags': 'must hold at most 2',
      '/tags/1': expect.stringContaining('text of 1 to 5 characters'),
      '/tags/2': expect.stringContaining('text of 1 to 5 characters'),
      '/tree/0/branches/1/label': expect.stringContaining('text of 1 to 20 characters'),
      '/tree/1': 'must be an object with the documented fields',
    });
  });

  it.each(['\n', '\r\n', '\t', '\u001b', '\u007f', '\u0085', '\u2028', '\u2029', '\u202e', '\u2066'])(
    'has %j in no line of text, at its start, in it or at its end',
    (control) => {
      const wrong = 'must be one line, without line breaks and other control characters';
      for (const line of [`${control}one`, `o${control}ne`, `one${control}`])
        expect(problemsOf({ title: line, bodies: ['Cabinet', line], remarks: '' }, Agenda)).toEqual({
          '/title': wrong,
          '/bodies/1': wrong,
        });
    },
  );

  it.each([
    ['', 'is empty: it must be one line of text of 1 to 20 characters'],
    [' ', 'is blank: it must be one line of text of 1 to 20 characters'],
    ['\n', 'is blank: it must be one line of text of 1 to 20 characters'],
    ['x'.repeat(21), 'is too long, with 21 characters: it must be one line of text of 1 to 20 characters'],
    [7, 'must be one line of text of 1 to 20 characters'],
    [null, 'must be one line of text of 1 to 20 characters'],
    ['a\u0000b', 'must be text without U+0000'],
    ['a\ud800b', 'must be text without broken surrogate pairs'],
    ['a\tb', 'must be one line, without line breaks and other control characters'],
  ])('is told of %j what is wrong with it, and of nothing else', (title, wrong) => {
    expect(problemsOf({ title, bodies: [title], remarks: '' }, Agenda)).toEqual({
      '/title': wrong,
      '/bodies/0': wrong,
    });
  });

  it.each(['\u200b', '\u2060\u200d', '\u00ad', '\ufeff ', '\u3000'])(
    'does not take %j, which nobody sees, for text',
    (nothing) => {
      expect(problemsOf({ title: nothing, bodies: ['Cabinet'], remarks: nothing }, Agenda)).toEqual({
        '/title': expect.stringMatching(/^is blank/),
        '/remarks': expect.stringMatching(/^is blank/),
      });
    },
  );

  it('has lines in every script, and several where they are wanted', () => {
    const agenda = { title: 'Cyngor’r 👩🏽‍⚖️ مجلس', bodies: [' A '], remarks: 'one\ntwo' };
    expect(readInput(Agenda, agenda)).toEqual(agenda);
    expect(problemsOf({ title: ' ', bodies: ['x'.repeat(21)], remarks: ' ' }, Agenda)).toEqual({
      '/title': expect.stringMatching(/^is blank/),
      '/bodies/0': expect.stringContaining('1 to 20 characters'),
      '/remarks': 'is blank: it must be empty, or text of 1 to 20 characters',
    });
  });

  it.each([' Cabinet', 'Cabinet ', 'Cabinet\u00a0', '\ufeffCabinet', 'Cabinet\u200b', '\u00adCabinet'])(
    'does not take %j for a name: nobody sees in what it is another',
    (body) => {
      const wrong = 'must not begin or end with a space, or with what nobody sees: by that it would be another name';
      expect(problemsOf({ body, guests: ['Council', body] }, Attendance)).toEqual({
        '/body': wrong,
        '/guests/1': wrong,
      });
    },
  );

  it('has names in every script, and of one letter', () => {
    const attendance = { body: 'Cyngor’r 👩🏽‍⚖️ مجلس', guests: ['A', 'Audit (Sub-)Panel'] };
    expect(readInput(Attendance, attendance)).toEqual(attendance);
    expect(problemsOf({ body: ' ', guests: ['x'.repeat(21), 'a\nb'] }, Attendance)).toEqual({
      '/body': 'is blank: it must be one line of text of 1 to 20 characters',
      '/guests/0': expect.stringMatching(/^is too long/),
      '/guests/1': 'must be one line, without line breaks and other control characters',
    });
  });

  it('says of a name in its schema what it takes', () => {
    const { body } = componentOf(Attendance)['properties'] as Record<string, { readonly pattern: string }>;
    const takes = new RegExp(body!.pattern, 'u');
    expect(['A', 'Cabinet', 'Audit (Sub-)Committee'].filter((name) => !takes.test(name))).toEqual([]);
    expect([' A', 'A ', 'a\nb', '\u200bA', ''].filter((name) => takes.test(name))).toEqual([]);
  });

  it('has no fields but its own, at any depth', () => {
    const polluted = JSON.parse('{"__proto__":{"title":"x"},"constructor":1}') as object;
    const json = { ...sound, 'a/b': 1, mover: { office: 'chair', rank: 1 }, tree: [{ label: '1', kind: 2 }] };
    expect(problemsOf(json)).toEqual({
      '/a~1b': 'is not a field of this input',
      '/mover/rank': 'is not a field of this input',
      '/tree/0/kind': 'is not a field of this input',
    });
    expect(Object.keys(problemsOf(polluted))).toEqual(expect.arrayContaining(['/__proto__', '/constructor', '/title']));
  });

  it.each([[{}], [null], ['text'], [3], [true]])('holds a list where one is wanted, not %j', (value) => {
    expect(problemsOf({ ...sound, tags: value, tree: value })).toEqual({
      '/tags': 'must be a list',
      '/tree': 'must be a list',
    });
  });

  it.each([[[]], [[{ office: 'chair' }]], [null], ['chair'], [7]])(
    'holds an object where one is wanted, not %j',
    (value) => {
      expect(problemsOf({ ...sound, mover: value })).toEqual({
        '/mover': 'must be an object with the documented fields',
      });
    },
  );

  it.each([[[['deep']]], [[[]]], [[null]], [[1]]])('holds objects in a list of them, not %j', (value) => {
    expect(problemsOf({ ...sound, tree: value })).toEqual({
      '/tree/0': 'must be an object with the documented fields',
    });
  });

  it('converts nothing', () => {
    expect(Object.keys(problemsOf({ ...sound, votes: '3', title: 5, mover: { office: 'c', attendance: 1 } }))).toEqual(
      expect.arrayContaining(['/votes', '/title', '/mover/attendance']),
    );
  });

  it('may have fields from the class that it extends', () => {
    expect(readInput(AmendedMotion, { ...sound, expected: '2025-01' }).expected).toBe('2025-01');
    expect([...fieldsOf(AmendedMotion).keys()]).toEqual([...fieldsOf(Motion).keys(), 'expected']);
    expect(problemsOf({ expected: '2025' }, AmendedMotion)).toHaveProperty(['/title']);
  });

  it('may have no fields at all', () => {
    expect(readInput(Adjournment, {})).toBeInstanceOf(Adjournment);
    expect(problemsOf({ a: 1 }, Adjournment)).toEqual({ '/a': 'is not a field of this input' });
  });
});

describe('the schema of an input', () => {
  it('refuses unknown fields and says what is required', () => {
    expect(componentOf(Branch)).toEqual({
      type: 'object',
      additionalProperties: false,
      properties: {
        label: { type: 'string', minLength: 1, maxLength: 20 },
        branches: { type: 'array', items: { $ref: '#/components/schemas/Branch' }, minItems: 0, maxItems: 3 },
      },
      required: ['label'],
    });
  });

  it('says what a line may hold', () => {
    const { title } = componentOf(Agenda)['properties'] as Record<string, { pattern: string }>;
    expect(title).toMatchObject({ type: 'string', minLength: 1, maxLength: 20 });
    const line = new RegExp(title?.pattern ?? '', 'u');
    expect([line.test('Cabinet – 9 July'), line.test('Cabinet\n')]).toEqual([true, false]);
  });

  it('comes with everything that it refers to', () => {
    expect(Object.keys(componentsOf([AmendedMotion])).sort()).toEqual(['AmendedMotion', 'Branch', 'Signatory']);
  });
});
