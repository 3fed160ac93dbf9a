/** Who may waive what a rule asks: nobody, and what is to be done instead; the body to which it is owed, and no other, or each of several; or whoever is put on record. */
export type WaivedBy =
  | { readonly by: 'nobody'; readonly instead: string }
  | { readonly by: 'the body to which it is owed' }
  | { readonly by: 'whoever is put on record' };

const OWED: WaivedBy = { by: 'the body to which it is owed' };
const ON_RECORD: WaivedBy = { by: 'whoever is put on record' };

/**
 * Who may waive a deadline, by the id of its rule: the waivers of the rules' own table. What becomes a command (R29, R38, and
 * of R19 the close) is extended instead. R16 is waived by nobody without a notice either, for the notice may still come.
 */
export const WAIVED_BY: Readonly<Record<string, WaivedBy>> = {
  R16: { by: 'nobody', instead: 'the answer itself: an interim reply is recorded, and ends nothing' },
  R19: OWED,
  R21: OWED,
  R22: ON_RECORD,
  R30: { by: 'nobody', instead: 'the copy itself, to whoever is the policing body then' },
  R31: ON_RECORD,
  R32: OWED,
  R33: OWED,
  R34: OWED,
  R35: ON_RECORD,
  R36: { by: 'nobody', instead: 'the assessment itself' },
  R37: ON_RECORD,
  R39: ON_RECORD,
  R44: OWED,
  R48: OWED,
  R49: OWED,
};
