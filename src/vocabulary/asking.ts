import type { SafeContact } from './safe-contact.ts';

/** How somebody who asks on another's behalf knows them. */
export type Relation = 'parent' | 'family' | 'friend' | 'worker' | 'other';

export const relations: readonly Relation[] = ['parent', 'family', 'friend', 'worker', 'other'];

/** What the person asked for knows of it, as far as whoever asks can tell. Only after `agreed` may they be reached. */
export type Knowing = 'agreed' | 'knows' | 'not-yet';

export const knowings: readonly Knowing[] = ['agreed', 'knows', 'not-yet'];

/** Who asks on another's behalf, and how it is safe to reply to them. */
export interface Asker {
  readonly fullName: string;
  readonly relation: Relation;
  readonly knowing: Knowing;
  readonly contact: SafeContact;
}

/** What staff read of whoever asked; how to reach them is undefined once it was erased. */
export type AskerShown = Pick<Asker, 'relation' | 'knowing'> & { readonly contact: SafeContact | undefined };
