import { describe, expect, it } from '@jest/globals';
import { prepareAppend } from '../appending/preparation.js';
import { CONTEXT, toldTimes } from '../testing/stage.js';
import { takeGroup, type Waiting } from './group.js';

const nothing = (): void => undefined;
const asked = (stream: string, facts: number): Waiting => ({
  ...{ append: prepareAppend(stream, toldTimes(facts), 'any', CONTEXT), resolve: nothing, reject: nothing },
});

describe('a group of appends', () => {
  it('lets nobody go past those who wait for the same stream, though there were room for it', () => {
    const [first, large, small, other] = [asked('a', 600), asked('b', 600), asked('b', 1), asked('c', 1)];
    const queue = [first, large, small, other];
    expect(takeGroup(queue, [], queue.length)).toEqual([first, other]);
    expect(takeGroup(queue, [], queue.length)).toEqual([large, small]);
    expect(queue).toEqual([]);
  });
});
