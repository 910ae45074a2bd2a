import type { Hand } from '#vocabulary/acting.ts';
import type { Announcement } from '#vocabulary/announcements.ts';
import { addLine } from './store.ts';

/** Keeps what was announced as a line of the case history. */
export async function keep(hand: Hand, said: Announcement): Promise<void> {
  await addLine(hand, said);
}
