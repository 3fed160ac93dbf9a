import { remembered } from '#kernel';
import { type BodyName } from './references.js';

/**
 * What a body is known by wherever two names are compared: a capital letter, a doubled space or another way of composing a letter makes no
 * other body. It is neither kept in a fact nor shown: there a name stands as it was written.
 */
export const knownAs: (name: BodyName) => string = remembered((name) =>
  name.normalize('NFC').replaceAll(/\s+/gu, ' ').trim().toLowerCase(),
);

/** Whether two names, as they were written, are of one body. */
export const isSameBody = (one: BodyName, other: BodyName): boolean => one === other || knownAs(one) === knownAs(other);

/** Whether a body is among others. */
export const isAmong = (bodies: readonly BodyName[], body: BodyName): boolean =>
  bodies.some((one) => isSameBody(one, body));

/** Each body once, as it was written first. */
export const distinctBodies = (bodies: readonly BodyName[]): readonly BodyName[] => {
  const first = new Map<string, BodyName>();
  for (const body of bodies) if (!first.has(knownAs(body))) first.set(knownAs(body), body);
  return [...first.values()];
};
