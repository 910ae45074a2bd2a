import { keepCheck } from '#casefile/protection/actions.ts';
import type { WayToReader } from '#casefile/protection/ways-rules.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';

/** Keeps that words on a way were looked through and nothing was found, for a test that writes the row which lets them cross by itself. */
export async function looked(
  hand: Hand,
  way: WayToReader,
  aboutId: string,
  readers: readonly ParticipantId[],
): Promise<void> {
  for (const participantId of readers) {
    await keepCheck(hand, { way, aboutId, participantId, digest: 'd'.repeat(43), found: 0, falseAlarmId: null });
  }
}
