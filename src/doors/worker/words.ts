import { harmLinksOf } from '#casefile/cases/facts.ts';
import { ownAgreements } from '#journey/agreement/facts.ts';
import { ownEnding } from '#journey/closure/facts.ts';
import { closedWords } from '#journey/closure/letters.ts';
import { ownConferences } from '#journey/conference/facts.ts';
import { lettersForMe } from '#journey/exchange/facts.ts';
import { isOwnFollowUpDue } from '#journey/follow-up/facts.ts';
import { notGoingAheadWords, offeredWords } from '#journey/exchange/letters.ts';
import { askedOfWriter, openQuestionOf } from '#journey/asking-for-more/facts.ts';
import { askedForMore } from '#journey/asking-for-more/letters.ts';
import { nameOfReferral } from '#journey/referral/facts.ts';
import { toldToWriter } from '#journey/triage/facts.ts';
import { acknowledgement, declined } from '#journey/triage/letters.ts';
import { threadOf } from '#journey/agency-thread/facts.ts';
import type { Db } from '#platform/sql.ts';
import type { Notice, NoticeKind } from '#service/notices/facts.ts';
import {
  agencyHasNews,
  agencyIsAsked,
  agencyIsWrittenTo,
  agreementMade,
  appointmentIsOff,
  booked,
  newsOfAmends,
  reminder,
  willBeInTouch,
  type Words,
} from '#service/notices/letters.ts';
import type { CaseId, ReferralId, ServiceId } from '#vocabulary/ids.ts';
import type { Database } from '#platform/database.ts';

/** Where the words of a notice are read from. */
export interface Source {
  readonly notice: Notice;
  /** Asks the database as the person who will read it. */
  asReader<Answer>(work: (db: Db, caseId: CaseId) => Promise<Answer>): Promise<Answer>;
  /** The same for somebody of an agency. */
  asReferrer<Answer>(work: (db: Db) => Promise<Answer>): Promise<Answer>;
  /** The same for whoever asked us themselves and is in no case yet. */
  asWriter<Answer>(work: (db: Db, referralId: ReferralId) => Promise<Answer>): Promise<Answer>;
}

/** Reads for one notice as whoever will read it; on nobody else's rights. */
export function sourceOf(
  { database }: { readonly database: Pick<Database, 'read'> },
  { serviceId, caseId }: { readonly serviceId: ServiceId; readonly caseId: CaseId | null },
  { participantId, staffId, referralId }: Notice,
): Omit<Source, 'notice'> {
  return {
    asReferrer: async (work) => {
      if (staffId === null) throw new Error('Only somebody of an agency reads as such');
      const reader = { login: 'tp_referrer', serviceId, kind: 'staff', id: staffId, caseId: '' } as const;
      return database.read(reader, work);
    },
    asReader: async (work) => {
      if (participantId === null || caseId === null) throw new Error('Only a participant reads as themselves');
      const reader = { login: 'tp_participant', serviceId, kind: 'participant', id: participantId, caseId } as const;
      return database.read(reader, (db) => work(db, caseId));
    },
    asWriter: async (work) => {
      if (participantId !== null || referralId === null) throw new Error('Only whoever asked us reads as such');
      // The login of the public would do less well: a browser that sent a referral is known there, and reads that it did.
      const id = `writer_${referralId}`;
      const reader = { login: 'tp_participant', serviceId, kind: 'visitor', id, caseId: '' } as const;
      return database.read(reader, (db) => work(db, referralId));
    },
  };
}

type Say = (source: Source) => Promise<Words | undefined>;

/** What each kind of notice says, or undefined when it is no longer so and must not be said. */
export const wordsOf: Readonly<Record<NoticeKind, Say>> = {
  'referral-acknowledged': ({ asWriter }) =>
    asWriter(async (db, id) => {
      const referral = await toldToWriter(db, id);
      return referral ? acknowledgement(referral) : undefined;
    }),
  'referral-more-asked': ({ notice, asWriter }) =>
    asWriter(async (db, id) => {
      const referral = await toldToWriter(db, id);
      const question = await askedOfWriter(db, id);
      return referral && question?.id === notice.aboutId ? askedForMore(referral, question.words) : undefined;
    }),
  'referral-declined': ({ asWriter }) =>
    asWriter(async (db, id) => {
      const referral = await toldToWriter(db, id);
      if (!referral?.declineReason) return undefined;
      return declined(referral, { reason: referral.declineReason, words: referral.declineWords });
    }),
  'conference-booked': (source) => ofConference(source, booked),
  'conference-reminder': (source) => ofConference(source, reminder),
  'conference-off': async () => appointmentIsOff(),
  'letter-offered': ({ notice, asReader }) =>
    asReader(async (db) => {
      const letter = (await lettersForMe(db)).find(({ id }) => id === notice.aboutId);
      return letter && letter.choice === null ? offeredWords() : undefined;
    }),
  'letter-off': async () => notGoingAheadWords(),
  'agreement-made': ({ notice, asReader }) =>
    asReader(async (db, caseId) => {
      const agreement = (await ownAgreements(db, caseId)).find(({ id }) => id === notice.aboutId);
      return agreement?.status === 'agreed' ? agreementMade() : undefined;
    }),
  'amends-update': ({ notice, asReader }) =>
    asReader(async (db, caseId) => {
      const amends = (await ownAgreements(db, caseId)).flatMap((agreement) => agreement.amends);
      return amends.some(({ id }) => id === notice.aboutId) ? newsOfAmends() : undefined;
    }),
  // Read as the reader: a writer who may not know that his letter arrived has no follow-up to hear of.
  'follow-up-due': ({ notice, asReader }) =>
    asReader(async (db) => ((await isOwnFollowUpDue(db, notice.aboutId ?? '')) ? willBeInTouch() : undefined)),
  'case-closed': ({ notice, asReader }) => asReader((db, caseId) => ofClosing(db, caseId, notice)),
  'agency-asked': (source) =>
    ofAgency(source, async (db, { id, path }) => {
      const question = await openQuestionOf(db, id);
      return question?.id === source.notice.aboutId ? agencyIsAsked(`${path}/more`) : undefined;
    }),
  'agency-written': (source) =>
    ofAgency(source, async (db, { id, path }) => {
      // Whoever answered has read it.
      const newest = (await threadOf(db, id)).at(-1);
      return newest?.from === 'us' ? agencyIsWrittenTo(`${path}/messages`) : undefined;
    }),
  'agency-news': (source) => ofAgency(source, async (_, { path }) => agencyHasNews(path)),
};

// As whoever will read it: a referral that is not theirs to follow any more is not told of.
function ofAgency(
  { notice, asReferrer }: Source,
  say: (db: Db, referral: { readonly id: ReferralId; readonly path: string }) => Promise<Words | undefined>,
): Promise<Words | undefined> {
  return asReferrer(async (db) => {
    const referral = notice.referralId === null ? undefined : await nameOfReferral(db, notice.referralId);
    if (referral?.status === 'withdrawn') return undefined;
    return referral && say(db, { id: referral.id, path: `/agency/referrals/${referral.reference}` });
  });
}

function ofConference({ notice, asReader }: Source, words: (startsAt: Date) => Words): Promise<Words | undefined> {
  return asReader(async (db, caseId) => {
    const conference = (await ownConferences(db, caseId)).find(({ id }) => id === notice.aboutId);
    return conference?.status === 'booked' ? words(conference.startsAt) : undefined;
  });
}

async function ofClosing(db: Db, caseId: CaseId, { participantId }: Notice): Promise<Words | undefined> {
  const ending = await ownEnding(db, caseId);
  if (!ending) return undefined;
  const links = await harmLinksOf(db, caseId);
  // Whoever was harmed is told so first, also where they harmed as well.
  const isHarmed = links.some(({ harmedId }) => harmedId === participantId);
  return closedWords(ending.isFinished, isHarmed ? 'harmed' : 'responsible');
}
