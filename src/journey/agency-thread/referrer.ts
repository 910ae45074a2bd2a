import { z } from 'zod';
import { acceptedEndings, kinds, whyNotTaken, type CannotTake } from '#casefile/documents/facts.ts';
import { fromAgency } from '#journey/agency-referral/facts.ts';
import { placeOfReferrer } from '#service/agencies/facts.ts';
import { caseOfReferral, namedReferral, type ReferralName } from '#journey/referral/facts.ts';
import type { Decision } from '#platform/decision.ts';
import type { FileStore } from '#platform/file-store.ts';
import { atMost, problemsOf, type Problem } from '#platform/forms.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { Outcome, Page, ReferrerDoor, SentFile, ServedFile, StaffSent, StaffVisit } from '#vocabulary/doors.ts';
import { isId } from '#vocabulary/ids.ts';
import { sendFilesFor } from './actions.ts';
import { fileOf, filesOf, threadOf } from './facts.ts';
import { filesPage, letterPage, messagesPage } from './pages.ts';
import { explain, type CannotSendFiles } from './rules.ts';
import type { FileToSend } from './store.ts';

type TakenFile = { readonly name: string } & ({ readonly file: FileToSend } | { readonly because: CannotTake });

/** What messages and files of an agency need from elsewhere. */
export interface ThreadWired<Cannot extends string> {
  /** Says something of a referral and changes nothing; made where agencies change what they sent. */
  readonly say: (hand: Hand, reference: string, words: string) => Promise<Decision<unknown, Cannot | 'not-there'>>;
  readonly sayWhyNot: (reason: Cannot) => string;
  /** Takes a file in as documents are: looked into, made plain, kept sealed. */
  readonly take: (file: SentFile) => Promise<TakenFile>;
  readonly noteVirus: (hand: Hand) => Promise<Decision<unknown, never>>;
  readonly files: FileStore;
}

/** Messages about a referral and files with it, for people of its agency. */
export function threadForAgencies<Cannot extends string>(door: ReferrerDoor, wired: ThreadWired<Cannot>): void {
  door.page('/referrals/:reference/messages', showMessages);
  door.form('/referrals/:reference/messages', (sent) => say(sent, wired), showMessages);
  door.page('/referrals/:reference/letter', showLetter);
  door.page('/referrals/:reference/files', showFiles);
  door.upload<TakenFile>('/referrals/:reference/files', {
    take: wired.take,
    submit: (sent, taken) => keep(sent, taken, wired),
    show: showFiles,
  });
  door.file('/referrals/:reference/files/:file', (visit) => open(visit, wired.files));
}

function referenceIn({ params }: Pick<StaffVisit, 'params'>): string {
  const reference = params['reference'] ?? '';
  return /^[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(reference) ? reference : '';
}

const about = ({ reference, called, status }: ReferralName) => ({
  ...{ reference, called },
  isWithdrawn: status === 'withdrawn',
});

async function showMessages(visit: StaffVisit): Promise<Page | 'not-found'> {
  const { db, attempt } = visit;
  const referral = await namedReferral(db, referenceIn(visit));
  if (!referral) return 'not-found';
  const page = messagesPage(about(referral), await threadOf(db, referral.id), attempt);
  return { ...page, read: { what: 'referral', referralId: referral.id } };
}

const Message = z.object({ words: atMost(5000) });

async function say<Cannot extends string>(sent: StaffSent, wired: ThreadWired<Cannot>): Promise<Outcome> {
  const filled = Message.safeParse(sent.form);
  if (!filled.success) return { problems: problemsOf(filled.error) };
  const reference = referenceIn(sent);
  const decision = await sent.act((hand) => wired.say(hand, reference, filled.data.words));
  if (decision.ok)
    return {
      to: `/agency/referrals/${reference}/messages`,
      said: 'It is sent. Somebody here reads it by the next working day.',
    };
  const reasons = decision.because.filter((reason): reason is Cannot => reason !== 'not-there');
  if (reasons.length < decision.because.length) return 'not-found';
  return { problems: reasons.map((reason) => ({ field: 'words', text: wired.sayWhyNot(reason) })) };
}

async function showLetter(visit: StaffVisit): Promise<Page | 'not-found'> {
  const { db, staff } = visit;
  const agency = await placeOfReferrer(db, staff.staffId);
  const referral = agency && (await namedReferral(db, referenceIn(visit)));
  const said = referral && (await fromAgency(db, referral.id));
  if (!agency || !referral || !said?.toldBecause || !said.toldOn) return 'not-found';
  const { toldBecause, toldOn, agencyReference } = said;
  const page = letterPage({
    ...{ service: staff.serviceName, agency: agency.name, reference: referral.reference },
    ...{ toldBecause, toldOn, agencyReference },
  });
  return { ...page, read: { what: 'referral', referralId: referral.id } };
}

async function showFiles(visit: StaffVisit): Promise<Page | 'not-found'> {
  const { db, attempt } = visit;
  const referral = await namedReferral(db, referenceIn(visit));
  if (!referral) return 'not-found';
  const page = filesPage({ ...about(referral), accept: acceptedEndings }, await filesOf(db, referral.id), attempt);
  return { ...page, read: { what: 'referral', referralId: referral.id } };
}

async function keep<Cannot extends string>(
  sent: StaffSent,
  taken: readonly TakenFile[],
  { files, noteVirus }: ThreadWired<Cannot>,
): Promise<Outcome> {
  const reference = referenceIn(sent);
  const fit = taken.flatMap((each) => ('file' in each ? [each.file] : []));
  if (taken.some((each) => 'because' in each && each.because === 'virus-found')) await sent.act(noteVirus);
  const decision = fit.length === 0 ? undefined : await send(sent, reference, fit);
  for (const { id } of fit) await (decision?.ok ? files.settle(id) : files.drop(id));
  if (decision && !decision.ok && decision.because.includes('not-there')) return 'not-found';
  const problems: readonly Problem[] = [
    ...(taken.length === 0 ? [{ field: 'files', text: 'Choose at least one file' }] : []),
    ...(decision && !decision.ok ? decision.because.map((reason) => problemOf(reason)) : []),
    ...taken.flatMap((each) =>
      'because' in each ? [{ field: 'files', text: whyNotTaken(each.name, each.because) }] : [],
    ),
  ];
  return problems.length > 0 ? { problems } : { to: `/agency/referrals/${reference}/files`, said: 'It is sent.' };
}

const problemOf = (reason: CannotSendFiles | 'not-there'): Problem => ({
  field: 'files',
  text: reason === 'not-there' ? '' : explain(reason),
});

async function send(sent: StaffSent, reference: string, files: readonly FileToSend[]) {
  const found = await sent.act((hand) => caseOfReferral(hand, reference));
  if (!found.ok) return found;
  const work = (hand: Hand) => sendFilesFor(hand, reference, files);
  return found.value === null ? sent.act(work) : sent.actOn(found.value, work);
}

async function open(visit: StaffVisit, files: FileStore): Promise<ServedFile | 'not-found'> {
  const id = visit.params['file'] ?? '';
  const referral = isId(id) ? await namedReferral(visit.db, referenceIn(visit)) : undefined;
  const file = referral && (await fileOf(visit.db, referral.id, id));
  if (!file) return 'not-found';
  const { name, size, kind, fileKey } = file;
  return {
    ...{ name, size, type: kinds[kind].type, isShown: kinds[kind].isPicture },
    content: () => files.read({ id, key: fileKey }),
    read: { what: 'document', referralId: referral.id, itemId: id },
  };
}
