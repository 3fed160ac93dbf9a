import { describe, expect, it } from '@jest/globals';
import { Turns } from './turns.js';

const gate = (): { open: () => void; opened: Promise<void> } => {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
};

describe('taking turns', () => {
  it('goes one after another under one key, and past those under another', async () => {
    const turns = new Turns();
    const told: string[] = [];
    const { open, opened } = gate();
    const first = turns.take('a', async () => {
      await opened;
      told.push('first');
    });
    const second = turns.take('a', () => Promise.resolve(told.push('second')));
    await turns.take('b', () => Promise.resolve(told.push('another')));
    open();
    await Promise.all([first, second]);
    expect(told).toEqual(['another', 'first', 'second']);
  });

  it('goes on after one who failed, who alone is told', async () => {
    const turns = new Turns();
    const failing = turns.take('a', () => Promise.reject(new Error('no quorum')));
    const next = turns.take('a', () => Promise.resolve('held'));
    await expect(failing).rejects.toThrow('no quorum');
    await expect(next).resolves.toBe('held');
  });

  it('is over when the last has ended, well or not', async () => {
    const turns = new Turns();
    const told: string[] = [];
    const { open, opened } = gate();
    const held = turns.take('a', () => opened);
    const failing = turns.take('a', () => Promise.reject(new Error('no quorum'))).catch(() => told.push('failed'));
    const over = turns.over().then(() => told.push('over'));
    await turns.take('b', () => Promise.resolve());
    expect(told).toEqual([]);
    open();
    await Promise.all([held, failing, over]);
    expect(told.sort()).toEqual(['failed', 'over']);
  });
});
