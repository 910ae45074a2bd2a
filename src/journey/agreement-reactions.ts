import { moveOn } from '#casefile/cases/actions.ts';
import { askFor, noLongerAskFor } from '#casefile/tasks/actions.ts';
import { agreementsOf, dueDaysOf, termsInWords } from '#journey/agreement/facts.ts';
import { recordStatement } from '#journey/consent/actions.ts';
import { writeNotice } from '#service/notices/actions.ts';
import { about } from '#vocabulary/consent.ts';
import { dayOf } from '#vocabulary/dates.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { CaseId } from '#vocabulary/ids.ts';
import type { Hand, ReactionsTo, Said } from '#vocabulary/acting.ts';

/** What an agreement and the amends in it cause elsewhere. */
export const agreementReactions: ReactionsTo<'agreement' | 'amends'> = {
  'agreement.terms-answered': [keepTermsAnswer, askAboutTerms],
  'agreement.made': [(hand) => moveOn(hand, 'agreement'), askOnDueDays],
  'agreement.replaced': [(hand, { agreementId }) => askOnlyWhileOwed(hand, agreementId)],
  'agreement.ended': [(hand, { agreementId }) => askOnlyWhileOwed(hand, agreementId)],
  'amends.settled': [
    askOnlyOnDaysSomethingIsOwed,
    async (hand, { amendsId, participantId, status }) => {
      if (status !== 'late') return;
      await askFor(hand, {
        kind: 'amends-late',
        words: 'Something that was promised is late. Ask the person who owes it what would help.',
        dueOn: dayOf(hand.at),
        cause: `amends.settled ${amendsId} late`,
        participantId,
      });
    },
  ],
};

/** What is written to people then: see `reactions.ts` for when. */
export const agreementMessages: ReactionsTo<'agreement' | 'amends'> = {
  'agreement.made': [
    async (hand, { agreementId: aboutId }) => {
      const agreement = (await agreementsOf(hand, hand.caseId as CaseId)).find(({ id }) => id === aboutId);
      const cause = `agreement.made ${aboutId}`;
      for (const { participantId } of agreement?.parties ?? []) {
        await writeNotice(hand, { kind: 'agreement-made', participantId, aboutId, cause });
      }
    },
  ],
  'amends.settled': [
    async (hand, { amendsId: aboutId, status, tell }) => {
      const cause = `amends.settled ${aboutId} ${status}`;
      for (const participantId of tell)
        await writeNotice(hand, { kind: 'amends-update', participantId, aboutId, cause });
    },
  ],
};

// An answer to an agreement is a statement of consent: the ledger keeps it with the terms as they stood.
async function keepTermsAnswer(hand: Hand, said: Said<'agreement.terms-answered'>): Promise<void> {
  const { agreementId, participantId, guardianId, answer, askAfter, how, happenedOn: saidOn = dayOf(hand.at) } = said;
  const wording = await termsInWords(hand, hand.caseId as CaseId, agreementId);
  const subject = about('agreement-terms', { itemId: agreementId });
  const saying = { ...subject, participantId, guardianId, answer, askAfter, saidOn };
  const decision = await recordStatement(hand, saying, { wording, how });
  if (!decision.ok) throw new Error(`The ledger refused an answer to terms: ${decision.because.join(', ')}`);
}

async function askAboutTerms(hand: Hand, said: Said<'agreement.terms-answered'>): Promise<void> {
  if (said.answer !== 'declined') return;
  const dueOn = dayOf(hand.at);
  await askFor(hand, {
    kind: 'talk-about-terms',
    words: 'Somebody said no to an agreement. Talk with them about what they would change, if anything.',
    dueOn,
    cause: `agreement.terms-answered ${said.agreementId} ${said.participantId} ${dueOn}`,
    participantId: said.participantId,
  });
}

// Nobody is late by the clock alone: on each due day somebody looks, asks and writes down how it stands.
async function askOnDueDays(hand: Hand, { agreementId, participantId }: Said<'agreement.made'>): Promise<void> {
  for (const dueOn of await dueDaysOf(hand, hand.caseId as CaseId, agreementId)) {
    await askFor(hand, {
      kind: 'amends-due',
      words: 'Something that was promised is due. Ask how it stands and write it down.',
      dueOn,
      cause: `agreement.made ${agreementId} ${dueOn}`,
      participantId,
    });
  }
}

async function askOnlyWhileOwed(hand: Hand, agreementId: string, stillOn: readonly PlainDate[] = []): Promise<void> {
  await noLongerAskFor(hand, { kind: 'amends-due', causeBegins: `agreement.made ${agreementId} `, stillOn });
}

// Nobody is asked about what is settled; on a day on which something else falls due somebody still asks.
async function askOnlyOnDaysSomethingIsOwed(hand: Hand, { amendsId, status }: Said<'amends.settled'>): Promise<void> {
  if (status === 'late') return;
  await noLongerAskFor(hand, { kind: 'amends-late', causeBegins: `amends.settled ${amendsId} ` });
  const agreements = await agreementsOf(hand, hand.caseId as CaseId);
  const agreement = agreements.find(({ amends }) => amends.some(({ id }) => id === amendsId));
  const owed = agreement?.amends.filter((each) => each.status === 'owed' || each.status === 'late') ?? [];
  const days = owed.flatMap(({ dueOn, instalments }) => [dueOn, ...instalments.map((part) => part.dueOn)]);
  if (agreement)
    await askOnlyWhileOwed(
      hand,
      agreement.id,
      days.filter((day) => day !== null),
    );
}
