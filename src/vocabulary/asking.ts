/** How somebody who asks on another's behalf knows them. */
export type Relation = 'parent' | 'family' | 'friend' | 'worker' | 'other';

export const relations: readonly Relation[] = ['parent', 'family', 'friend', 'worker', 'other'];

/** What the person asked for knows of it, as far as whoever asks can tell. Only after `agreed` may they be reached. */
export type Knowing = 'agreed' | 'knows' | 'not-yet';

export const knowings: readonly Knowing[] = ['agreed', 'knows', 'not-yet'];
