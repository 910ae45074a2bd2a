import { anAgreement } from '#journey/agreement/examples.ts';
import { areaField, dayField, errorsOf, form, pressForm, radioField } from '#platform/fields.ts';
import { type Attempt, freshAttempt, typed } from '#platform/forms.ts';
import { summaryList } from '#platform/govuk/summary-list.ts';
import { type Fragment, html, type Html, paragraphs } from '#platform/html.ts';
import { type Agreement, type Amends, type AmendsStatus, isSettled, nextDue } from '#vocabulary/agreements.ts';
import { inWords, inWordsWithWeekday, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { anAmends, aPayment, dylan, joanne, someWork } from './examples.ts';
import type { ProgressLine } from './facts.ts';
import { directPaymentNote, kindWords, measured, soFar } from './pages.ts';
import { inPounds } from './rules.ts';

/** An agreement as one of its parties reads it. */
type OwnAgreement = Pick<Agreement, 'id' | 'responsibleId' | 'status' | 'amends'>;

const statusWords: Record<AmendsStatus, string> = {
  owed: 'Still to do',
  late: 'Late',
  done: 'Done',
  'not-done': 'Not done',
  released: 'No longer needed',
};

/** Other people are never named here: who they are was for them to say. */
function whoWords(id: ParticipantId | null, selfId: ParticipantId, { responsibleId }: OwnAgreement): string {
  if (id === null) return 'the community';
  if (id === selfId) return 'you';
  return id === responsibleId ? 'the person responsible' : 'the other person';
}

/** What the reader promised and has not done yet, the soonest first. */
export function nextForSelf(selfId: ParticipantId, agreements: readonly OwnAgreement[]): Fragment {
  const own = agreements
    .filter(({ status }) => status === 'agreed')
    .flatMap(({ id, amends }) =>
      amends
        .filter((each) => each.owedById === selfId && !isSettled(each))
        .map((each) => ({ agreementId: id, amends: each, next: nextDue(each) })),
    )
    .toSorted((one, other) => (one.next?.on ?? '9').localeCompare(other.next?.on ?? '9'));
  if (own.length === 0) return false;
  return html`<h2 class="govuk-heading-m">What comes next for you</h2>
    <ul class="govuk-list govuk-list--spaced">
      ${own.map(
        ({ agreementId, amends, next }) =>
          html`<li>
            <a class="govuk-link" href="/my/agreement/${agreementId}/amends/${amends.id}">${kindWords[amends.kind]}</a>:
            ${nextWords(next)}
          </li>`,
      )}
    </ul>
    <p class="govuk-body">If something gets in the way, tell your facilitator. Plans can be changed.</p>`;
}

function nextWords(next: ReturnType<typeof nextDue>): string {
  if (!next) return 'no day is set';
  const day = inWordsWithWeekday(next.on);
  return next.pence === null ? `by ${day}` : `${inPounds(next.pence)} by ${day}`;
}

/** The terms of an agreement in a list, and how each stands. */
export function termsList(agreement: OwnAgreement, selfId: ParticipantId): Html {
  return html`<ol class="govuk-list govuk-list--number govuk-list--spaced">
    ${agreement.amends.map((amends) => html`<li>${amends.wording} <b>${statusFor(agreement, amends, selfId)}</b></li>`)}
  </ol>`;
}

function statusFor({ status }: OwnAgreement, amends: Amends, selfId: ParticipantId): string {
  if (status === 'proposed' || (status === 'replaced' && !isSettled(amends))) return '';
  const counted = amends.owedById === selfId ? soFar(amends) : '';
  return counted === '' || isSettled(amends) ? statusWords[amends.status] : `${statusWords[amends.status]}, ${counted}`;
}

/** The terms of an agreement in full, one after another. */
export function wholeTerms(agreement: OwnAgreement, selfId: ParticipantId): Html {
  return html`${agreement.amends.map((amends, at) => oneTerm(agreement, selfId, { amends, number: at + 1 }))}
  ${agreement.amends.some(({ pence }) => pence !== null) && directPaymentNote}`;
}

interface OneTerm {
  readonly amends: Amends;
  readonly number: number;
}

function oneTerm(agreement: OwnAgreement, selfId: ParticipantId, { amends, number }: OneTerm): Html {
  const row = (key: string, value: Fragment) => ({ key: { text: key }, value: { html: html`${value}` } });
  const status = statusFor(agreement, amends, selfId);
  return html`<h2 class="govuk-heading-m">${number}. ${kindWords[amends.kind]}</h2>
    ${paragraphs(amends.wording)}
    ${summaryList({
      rows: [
        row('Who does it', bigFirst(whoWords(amends.owedById, selfId, agreement))),
        row('Who it is for', bigFirst(whoWords(amends.owedToId, selfId, agreement))),
        amends.dueOn && row('By when', inWordsWithWeekday(amends.dueOn)),
        amends.pence !== null && row('How much', amountWords(amends)),
        amends.minutes !== null && row('How long', soFar({ ...amends, worked: 0 }).replace(/^.* of /, '')),
        amends.proof !== '' && row('What will show it', amends.proof),
        status !== '' && row('How it stands', settledWords(amends, status)),
      ],
    })}
    ${
      mayAct(agreement, amends, selfId) &&
      html`<p class="govuk-body">
        <a class="govuk-link" href="/my/agreement/${agreement.id}/amends/${amends.id}"
          >${amends.owedById === selfId ? 'Say what you did' : 'Say that it is done, or that you no longer need it'}<span
            class="govuk-visually-hidden"
            >: number ${number}</span
          ></a
        >
      </p>`
    }`;
}

function bigFirst(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function amountWords({ pence, instalments }: Amends): string {
  const parts = instalments.length;
  return parts === 0 ? inPounds(pence ?? 0) : `${inPounds(pence ?? 0)}, in ${parts} parts`;
}

function settledWords({ settledOn }: Amends, status: string): string {
  return settledOn ? `${status}, ${inWords(settledOn)}` : status;
}

/** Who owes it says what they did; whom it is for says it is done, or lets it go. */
function mayAct({ status, responsibleId }: OwnAgreement, amends: Amends, selfId: ParticipantId): boolean {
  const isTheirs =
    amends.owedById === selfId || amends.owedToId === selfId || (amends.owedToId === null && selfId !== responsibleId);
  return status === 'agreed' && !isSettled(amends) && isTheirs;
}

export interface OneOwnAmends {
  readonly selfId: ParticipantId;
  readonly agreement: OwnAgreement;
  readonly amends: Amends;
  /** What was done, for who owes it; empty for everybody else. */
  readonly progress: readonly Omit<ProgressLine, 'evidence' | 'byKind'>[];
  readonly today: PlainDate;
  /** Carried by the form, so that what is sent twice counts once. */
  readonly entry: string;
  readonly attempt: Attempt;
}

/** One promise: for who owes it, what they did and a way to say more; for whom it is, a way to say it is done or let it go. */
export function ownAmendsPage(shown: OneOwnAmends): Page {
  const { selfId, agreement, amends, attempt } = shown;
  const isOwn = amends.owedById === selfId;
  return {
    title: kindWords[amends.kind],
    back: `/my/agreement/${agreement.id}`,
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">${kindWords[amends.kind]}</h1>
      ${paragraphs(amends.wording)}
      <p class="govuk-body"><b>${settledWords(amends, statusFor(agreement, amends, selfId))}</b></p>
      ${isOwn && ownSide(shown)} ${!isOwn && mayAct(agreement, amends, selfId) && otherSide(shown)}`,
  };
}

function ownSide({ selfId, agreement, amends, progress, today, entry, attempt }: OneOwnAmends): Html {
  const next = nextDue(amends);
  return html`${next && agreement.status === 'agreed' && html`<p class="govuk-body">Next: ${nextWords(next)}.</p>`}
    ${amends.pence !== null && directPaymentNote}
    <h2 class="govuk-heading-m">What you did so far</h2>
    ${
      progress.length === 0
        ? html`<p class="govuk-body">Nothing is written down yet.</p>`
        : html`<ol class="tp-timeline">
            ${progress.map(
              (line) =>
                html`<li class="tp-timeline__item">
                  <h3 class="tp-timeline__what">${measured(line) || 'Note'}</h3>
                  <p class="tp-timeline__when">
                    <time datetime="${line.happenedOn}">${inWords(line.happenedOn)}</time>
                  </p>
                  ${line.note !== '' && html`<p class="tp-timeline__more">${line.note}</p>`}
                </li>`,
            )}
          </ol>`
    }
    ${
      mayAct(agreement, amends, selfId) &&
      html`<h2 class="govuk-heading-m">Say what you did</h2>
        <p class="govuk-body">Your facilitator reads this and will look at it with you. Somebody else says when it is done.</p>
        ${form(
          `/my/agreement/${agreement.id}/amends/${amends.id}/progress`,
          [
            html`<input type="hidden" name="entry" value="${typed(attempt, 'entry', entry)}" />`,
            areaField(attempt, { name: 'note', label: 'What did you do?', hint: 'A few words are enough.', rows: 4 }),
            dayField(attempt, { name: 'happened-on', label: 'Which day was it?', value: today }),
          ],
          { text: 'Tell my facilitator' },
        )}`
    }`;
}

/** Money and hours are counted by staff; anything else, whom it is for may say is done. */
function mayVerify(amends: Amends, selfId: ParticipantId): boolean {
  return amends.owedToId === selfId && amends.pence === null && amends.minutes === null;
}

function otherSide({ selfId, agreement, amends, attempt }: OneOwnAmends): Html {
  const action = `/my/agreement/${agreement.id}/amends/${amends.id}/settle`;
  const lettingGo = html`<p class="govuk-body">
    You can let this go if you no longer need it. You do not have to, and nobody will ask you to.
  </p>`;
  if (!mayVerify(amends, selfId)) {
    return html`${lettingGo} ${pressForm(action, { text: 'I no longer need this', quiet: true }, { outcome: 'released' })}`;
  }
  return html`${lettingGo}
  ${form(
    action,
    radioField(attempt, {
      name: 'outcome',
      label: 'How does it stand?',
      hint: 'If you are not sure, leave this and talk with your facilitator.',
      choices: [
        { value: 'done', text: 'It is done' },
        { value: 'released', text: 'I no longer need it' },
      ],
    }),
    { text: 'Save' },
  )}`;
}

const amendsExample = {
  selfId: joanne,
  agreement: anAgreement(),
  progress: [],
  today: '2027-01-20' as PlainDate,
  entry: '0b6d5c1e-0000-4000-8000-0000000000e1',
  attempt: freshAttempt,
};

const door = 'participant' as const;

const promised = (name: string, amends: Amends, changed: Partial<OneOwnAmends> = {}) => ({
  name,
  door,
  page: ownAmendsPage({ ...amendsExample, amends, ...changed }),
});

const whole = (name: string, agreement: OwnAgreement, selfId: ParticipantId) => ({
  name,
  door,
  page: {
    title: 'What is agreed',
    body: html`<h1 class="govuk-heading-l">What is agreed</h1>
      ${nextForSelf(selfId, [agreement])} ${termsList(agreement, selfId)} ${wholeTerms(agreement, selfId)}`,
  },
});

const refusal = (field: string, text: string, typed: Attempt['typed']): Pick<OneOwnAmends, 'attempt'> => ({
  attempt: { typed, problems: [{ field, text }] },
});

const aPart = { id: 'p1', happenedOn: '2027-01-04' as PlainDate, pence: 2000, minutes: null, note: 'Paid.' };

/** The pages as people meet them: empty, usual, refused. */
export const examples: readonly { readonly name: string; readonly door: 'participant'; readonly page: Page }[] = [
  promised('a payment, for who owes it', anAmends({ ...aPayment(), paid: 2000 }), { selfId: dylan, progress: [aPart] }),
  promised('work, with nothing said yet and a form that was refused', anAmends(someWork()), {
    selfId: dylan,
    ...refusal('note', 'Write what you did', { note: '' }),
  }),
  promised('a letter, for whom it is for', anAmends()),
  promised('a payment, for whom it is for', anAmends(aPayment())),
  promised('a letter that is done', anAmends({ status: 'done', settledOn: '2027-01-12' as PlainDate })),
  whole('the terms of an agreement to think about', { ...anAgreement(), status: 'proposed' }, joanne),
  whole('the terms of what is agreed, for the person harmed', anAgreement(), joanne),
  whole('the terms of what is agreed, for the person responsible', anAgreement(), dylan),
];
