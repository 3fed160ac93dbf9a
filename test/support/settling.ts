import { type Role } from '#kernel';
import { type RunningMinutebook } from './app.js';

/** Headers of an office of an authority. */
export const headersOf = async (minutebook: RunningMinutebook, authority: string, role: Role) => ({
  authorization: `Bearer ${await minutebook.token(authority, role)}`,
  'content-type': 'application/json',
});

/** Sends what Coventry settles for itself, as one of its offices: to its own address of that name, or to another authority's. */
export const settlingAt =
  (of: () => RunningMinutebook, place: 'offices' | 'settings') =>
  async (name: string, body: object, role: Role = 'officer', authority = 'coventry') =>
    of().ask({
      ...{ method: 'POST', path: `/v1/authorities/${authority}/${place}/${name}` },
      ...{ headers: await headersOf(of(), 'coventry', role), body: JSON.stringify(body) },
    });
