import type { Act as ActOf, HandOf } from '#platform/hand.ts';
import type { Announcement } from './announcements.ts';

/** The hand of this product: it announces what happens to cases. Only actions and stores hold it. */
export type Hand = HandOf<Announcement>;

/** Runs an action: one transaction, rolled back by a refusal. */
export type Act = ActOf<Announcement>;
