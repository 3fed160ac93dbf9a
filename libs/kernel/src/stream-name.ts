/** The subject of a stream. Names parse one way, because authority ids are `[a-z0-9]+`: `matter-coventry-<id>`. */
export interface StreamSubject {
  readonly category: string;
  readonly authority: string;
  readonly id: string;
}

const AUTHORITY = /^[a-z0-9]{1,40}$/;
const CATEGORY = /^[a-z]+$/;
const NAME = /^([a-z]+)-([a-z0-9]+)-(.+)$/;

export const isAuthorityId = (text: unknown): text is string => typeof text === 'string' && AUTHORITY.test(text);

/** `matter-coventry-018f…`: throws on parts that would make a name ambiguous. */
export const streamName = ({ category, authority, id }: StreamSubject): string => {
  if (!CATEGORY.test(category) || !isAuthorityId(authority) || id === '')
    throw new RangeError(`not the parts of a stream's name: ${category}, ${authority}, ${id}`);
  return `${category}-${authority}-${id}`;
};

/** The parts of a three-part name; nothing for streams of another form (`calendar-england`). */
export const parseStreamName = (name: string): StreamSubject | undefined => {
  const [, category, authority, id] = NAME.exec(name) ?? [];
  return category === undefined || authority === undefined || id === undefined
    ? undefined
    : { category, authority, id };
};
