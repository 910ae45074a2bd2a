import type { Party } from '#platform/passkey.ts';
import type { OwnSent, OwnVisit, Outcome, Page, ParticipantDoor } from '#vocabulary/doors.ts';
import { ownPasskeysOf } from './facts.ts';
import { addOwnPasskey, madeByParticipant, removeOwnPasskey, type Challenges } from './passkey-actions.ts';
import { ownPasskeysPage } from './passkey-pages.ts';
import { explain } from './rules.ts';

/** Passkeys of a participant: making one, and taking one away. Coming in with one is the doors' business. */
export function passkeysForParticipants(
  door: ParticipantDoor,
  wired: { readonly party: Party | undefined; readonly challenges: Challenges },
): void {
  const show = (visit: OwnVisit) => showAll(visit, wired.party !== undefined);
  door.page('/passkey', show);
  door.form('/passkey', (sent) => add(sent, wired), show);
  door.form('/passkey/remove', remove, show);
}

async function showAll({ db, attempt }: OwnVisit, canMake: boolean): Promise<Page> {
  return ownPasskeysPage(await ownPasskeysOf(db), { canMake, attempt });
}

async function add(
  { self, form, act }: OwnSent,
  { party, challenges }: { readonly party: Party | undefined; readonly challenges: Challenges },
): Promise<Outcome> {
  if (!party) return 'not-found';
  const { participantId } = self;
  const passkey = await madeByParticipant({ challenges, party }, participantId, String(form['passkey'] ?? ''));
  const decision = await act((hand) => addOwnPasskey(hand, participantId, passkey));
  if (decision.ok) return { to: '/my/passkey', said: 'Next time you can come back with your passkey.' };
  return { problems: decision.because.map((reason) => ({ field: 'main-content', text: explain(reason) })) };
}

async function remove({ self, form, act }: OwnSent): Promise<Outcome> {
  const decision = await act((hand) => removeOwnPasskey(hand, self.participantId, String(form['id'] ?? '')));
  return decision.ok ? { to: '/my/passkey', said: 'It is taken away. A code still works.' } : 'not-found';
}
