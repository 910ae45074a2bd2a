import { harmLinksOf } from '#casefile/cases/facts.ts';
import { typedDay } from '#platform/forms.ts';
import { asPlainDate } from '#vocabulary/dates.ts';
import type { OwnSent, OwnVisit, ParticipantDoor, Outcome, Page } from '#vocabulary/doors.ts';
import { recordStatement } from './actions.ts';
import { ledgerOf } from './facts.ts';
import { ownChoicesPage, questionPage } from './pages.ts';
import { explain, question, standsAt, subjectOf, usualQuestions, type CannotSay } from './rules.ts';

/** The person's own choices: what they said, and a way to change each. */
export function consentForParticipants(door: ParticipantDoor): void {
  door.page('/choices', showChoices);
  door.page('/choices/:question', showQuestion);
  door.form('/choices/:question', answer, showQuestion);
}

async function showChoices({ db, self }: OwnVisit): Promise<Page> {
  const ledger = await ledgerOf(db, self.caseId);
  const links = await harmLinksOf(db, self.caseId);
  const isHarmed = links.some(({ harmedId }) => harmedId === self.participantId);
  return ownChoicesPage({
    questions: usualQuestions({ isHarmed }).map((subject) => ({
      subject,
      stand: standsAt(ledger, self.participantId, subject),
    })),
  });
}

async function showQuestion({ db, self, params, attempt }: OwnVisit): Promise<Page | 'not-found'> {
  const subject = subjectOf(params['question'] ?? '');
  if (!subject) return 'not-found';
  const ledger = await ledgerOf(db, self.caseId);
  return questionPage(subject, standsAt(ledger, self.participantId, subject), attempt);
}

async function answer({ self, form, params, today, act }: OwnSent): Promise<Outcome> {
  const subject = subjectOf(params['question'] ?? '');
  if (!subject) return 'not-found';
  const chosen = form['answer'];
  if (chosen !== 'given' && chosen !== 'declined' && chosen !== 'not-now') {
    return { problems: [{ field: 'answer', text: 'Choose yes, not now or no' }] };
  }
  const askAfter = typedDay(form, 'ask-after');
  if (chosen === 'not-now' && askAfter !== '' && asPlainDate(askAfter) === null) {
    return { problems: [{ field: 'ask-after', text: 'That day does not exist. Write it like 6 1 2027' }] };
  }
  const decision = await act((hand) =>
    recordStatement(
      hand,
      {
        ...subject,
        participantId: self.participantId,
        guardianId: null,
        answer: chosen,
        askAfter: chosen === 'not-now' ? asPlainDate(askAfter) : null,
        saidOn: today,
      },
      { wording: question(subject), how: 'online' },
    ),
  );
  if (decision.ok) return { to: '/my/choices', said: 'Your answer is saved.' };
  return { problems: decision.because.map((reason) => ({ field: fieldOf(reason), text: explain(reason) })) };
}

function fieldOf(reason: CannotSay): string {
  return reason === 'pick-a-day-to-ask-again' || reason === 'day-to-ask-again-has-passed' ? 'ask-after' : 'answer';
}
