import type { Act as ActOf, HandOf } from '#platform/hand.ts';
import type { Announcement, AnnouncementName } from './announcements.ts';

/** The hand of this product: it announces what happens to cases. Only actions and stores hold it. */
export type Hand = HandOf<Announcement>;

/** Runs an action: one transaction, rolled back by a refusal. */
export type Act = ActOf<Announcement>;

/** One announcement, by its name. */
export type Said<Name extends AnnouncementName> = Extract<Announcement, { readonly name: Name }>;

/** What happens elsewhere, in the same transaction, when something of these nouns is announced. */
export type ReactionsTo<Noun extends string> = {
  readonly [Name in Extract<AnnouncementName, `${Noun}.${string}`>]?: readonly ((
    hand: Hand,
    said: Said<Name>,
  ) => Promise<void>)[];
};
