import { z } from 'zod';
import { kinds } from '#casefile/documents/facts.ts';
import { fromAgency } from '#journey/agency-referral/facts.ts';
import { caseOfReferral, referralByReference } from '#journey/referral/facts.ts';
import type { FileStore } from '#platform/file-store.ts';
import { atMost, problemsOf, typed } from '#platform/forms.ts';
import { agencyById } from '#service/agencies/facts.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { Outcome, Page, ServedFile, StaffDoor, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import { isId } from '#vocabulary/ids.ts';
import { writeToAgency } from './actions.ts';
import { fileOf, filesOf, placesForAgency, threadOf } from './facts.ts';
import { withAgencyPage } from './pages.ts';
import { writesToAgencies } from './policy.ts';
import { explain } from './rules.ts';

/** Messages with an agency about a referral, and the files that it sent, for those who decide about it. */
export function threadForStaff(door: StaffDoor, { files }: { readonly files: FileStore }): void {
  door.page('/referrals/:reference/agency/messages', show, writesToAgencies);
  door.form('/referrals/:reference/agency/messages', write, show, writesToAgencies);
  door.file('/referrals/:reference/agency/files/:file', (visit) => open(visit, files), writesToAgencies);
}

function referenceIn({ params }: Pick<StaffVisit, 'params'>): string {
  const reference = params['reference'] ?? '';
  return /^[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(reference) ? reference : '';
}

async function show(visit: StaffVisit): Promise<Page | 'not-found'> {
  const { db, attempt } = visit;
  const referral = await referralByReference(db, referenceIn(visit));
  const said = referral && (await fromAgency(db, referral.id));
  if (!said) return 'not-found';
  const words = attempt.problems.length > 0 ? typed(attempt, 'words', undefined) : '';
  const page = withAgencyPage({
    reference: referral.reference,
    agency: (await agencyById(db, said.agencyId))?.name ?? '',
    messages: await threadOf(db, referral.id),
    files: await filesOf(db, referral.id),
    mayWrite: referral.caseId !== null || !referral.isOtherTeams,
    places: words === '' ? [] : await placesForAgency(db, referral, words),
    attempt,
  });
  return { ...page, read: { what: 'referral', referralId: referral.id } };
}

const Message = z.object({ words: atMost(2000) });

async function write(sent: StaffSent): Promise<Outcome> {
  const filled = Message.safeParse(sent.form);
  if (!filled.success) return { problems: problemsOf(filled.error) };
  const reference = referenceIn(sent);
  const found = await sent.act((hand) => caseOfReferral(hand, reference));
  if (!found.ok) return 'not-found';
  const work = (hand: Hand) => writeToAgency(hand, reference, filled.data.words);
  const decision = await (found.value === null ? sent.act(work) : sent.actOn(found.value, work));
  if (decision.ok)
    return { to: `/referrals/${reference}/agency/messages`, said: 'It is sent. The agency reads it when it looks.' };
  const reasons = decision.because.filter((reason) => reason !== 'not-there');
  if (reasons.length < decision.because.length) return 'not-found';
  return { problems: reasons.map((reason) => ({ field: 'words', text: explain(reason) })) };
}

async function open(visit: StaffVisit, files: FileStore): Promise<ServedFile | 'not-found'> {
  const id = visit.params['file'] ?? '';
  const referral = isId(id) ? await referralByReference(visit.db, referenceIn(visit)) : undefined;
  const file = referral && (await fileOf(visit.db, referral.id, id));
  if (!file) return 'not-found';
  const { name, size, kind, fileKey } = file;
  return {
    ...{ name, size, type: kinds[kind].type, isShown: kinds[kind].isPicture },
    content: () => files.read({ id, key: fileKey }),
    read: { what: 'document', referralId: referral.id, caseId: referral.caseId, itemId: id },
  };
}
