/** The rooms of the house, lowest first: a room uses those below it, and every room uses `platform`. */
const floors = ['vocabulary', 'service', 'casefile', 'journey', 'overview', 'doors'] as const;
export type Room = (typeof floors)[number] | 'platform' | 'top';

/** The files of a slice that one door serves. */
export const doorWords = ['public', 'participant', 'staff', 'referrer', 'commissioner', 'api'] as const;
/** Every word that a file of a slice may end in. */
export const fileWords = ['rules', 'store', 'facts', 'actions', 'pages', ...doorWords, 'letters', 'policy', 'examples'];
/** The rooms whose folders are slices. */
export const slicedRooms: readonly string[] = ['journey', 'casefile', 'service', 'overview'];

/** Where a source file stands, read from its path alone. */
export interface Place {
  readonly path: string;
  readonly room: Room;
  /** The folder that holds it, such as `journey/consent`; empty for a file directly in its room. */
  readonly slice: string;
  /** What the file is for: its name, or in a slice split by noun the last word of it. */
  readonly word: string;
  readonly test: boolean;
}

/** Reads a path below `src`, such as `src/journey/consent/rules.ts`. */
export function placeOf(path: string): Place {
  const [, first = '', ...rest] = path.split('/');
  const file = rest.at(-1) ?? first;
  const name = file.replace(/(\.test)?\.(ts|json)$/, '');
  const room = rest.length === 0 || first === 'wiring' ? 'top' : (first as Room);
  const slice = rest.length > 1 ? `${first}/${rest[0]}` : '';
  const last = name.split('-').at(-1) ?? name;
  const word = slice !== '' && fileWords.includes(last) ? last : name;
  return { path, room, slice, word, test: file.endsWith('.test.ts') };
}

/** How high a room stands; `platform`, the files at the top of `src` and the wiring stand outside the order. */
export function heightOf(room: Room): number {
  return (floors as readonly string[]).indexOf(room);
}
