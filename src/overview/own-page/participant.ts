import type { OwnVisit, Page, ParticipantDoor } from '#vocabulary/doors.ts';
import { ownPlace } from './facts.ts';
import { ownPage } from './pages.ts';

/** Where things are, for the person who looks. */
export function ownPageForParticipants(door: ParticipantDoor): void {
  door.page('', show);
}

async function show({ db, self, today }: OwnVisit): Promise<Page> {
  return ownPage(self.called, await ownPlace(db, today));
}
