import { dylan, joanne } from '#journey/amends/examples.ts';
import { dayField, errorsOf, form, pressForm, radioField } from '#platform/fields.ts';
import { type Attempt, freshAttempt } from '#platform/forms.ts';
import { type Fragment, html, type Html } from '#platform/html.ts';
import { type Stand } from '#vocabulary/consent.ts';
import { inWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import { anAgreement } from './examples.ts';
import type { OwnAgreement } from './facts.ts';

const titles: Record<OwnAgreement['status'], string> = {
  proposed: 'An agreement to think about',
  agreed: 'What is agreed',
  ended: 'An agreement that is over',
  replaced: 'An older version of the agreement',
};

/** What the amends show on the pages of an agreement, for one of its parties. */
export interface OwnPromises {
  next(selfId: ParticipantId, agreements: readonly OwnAgreement[]): Fragment;
  list(agreement: OwnAgreement, selfId: ParticipantId): Html;
  whole(agreement: OwnAgreement, selfId: ParticipantId): Html;
}

export interface OwnAgreements {
  readonly selfId: ParticipantId;
  readonly agreements: readonly OwnAgreement[];
  readonly promises: OwnPromises;
}

/** What somebody promised or was promised, and what comes next. */
export function ownAgreementsPage({ selfId, agreements, promises }: OwnAgreements): Page {
  const current = agreements.filter(({ status }) => status === 'proposed' || status === 'agreed');
  const earlier = agreements.filter(({ status }) => status === 'ended' || status === 'replaced');
  return {
    title: 'Agreement',
    body: html`<h1 class="govuk-heading-l">Agreement</h1>
      <p class="govuk-body">
        An agreement says how somebody will try to make up for the harm. You do not have to have one.
      </p>
      ${current.length === 0 && html`<p class="govuk-body">There is no agreement for you to read at the moment.</p>`}
      ${promises.next(selfId, current)}
      ${current.map(
        (agreement) =>
          html`<h2 class="govuk-heading-m">${titles[agreement.status]}</h2>
            ${promises.list(agreement, selfId)}
            <p class="govuk-body">
              <a class="govuk-link" href="/my/agreement/${agreement.id}"
                >${agreement.status === 'proposed' ? 'Read it and answer' : 'Read the whole agreement'}</a
              >
            </p>`,
      )}
      ${earlier.length > 0 && earlierList(earlier)}`,
  };
}

function earlierList(earlier: readonly OwnAgreement[]): Html {
  return html`<h2 class="govuk-heading-m">Earlier</h2>
    <ul class="govuk-list">
      ${earlier.map(
        ({ id, status, version, madeOn }) =>
          html`<li>
            <a class="govuk-link" href="/my/agreement/${id}"
              >${titles[status]}, version ${version}${madeOn && `, agreed on ${inWords(madeOn)}`}</a
            >
          </li>`,
      )}
    </ul>`;
}

export interface OneOwnAgreement {
  readonly selfId: ParticipantId;
  readonly agreement: OwnAgreement;
  /** What the reader answered to these terms last. */
  readonly stand: Stand | undefined;
  readonly promises: OwnPromises;
  readonly attempt: Attempt;
}

/** One agreement as a party reads it, with their answer to it. */
export function ownAgreementPage(shown: OneOwnAgreement): Page {
  const { agreement, selfId, promises, attempt } = shown;
  const isResponsible = agreement.responsibleId === selfId;
  return {
    title: titles[agreement.status],
    back: '/my/agreement',
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">${titles[agreement.status]}</h1>
      ${introduction(agreement)}
      ${promises.whole(agreement, selfId)}
      ${agreement.status === 'proposed' && answerForm(shown)}
      ${agreement.status === 'agreed' && !isResponsible && updatesForm(shown)}
      ${agreement.status === 'agreed' && changeOfMind(shown)}`,
  };
}

function introduction({ status, madeOn, endedOn, isKept }: OwnAgreement): Html {
  if (status === 'proposed') {
    return html`<p class="govuk-body">
      Read this in your own time. It counts only when everyone in it says yes. It is not a contract.
    </p>`;
  }
  return html`<p class="govuk-body">
    ${madeOn && `Everyone agreed to this on ${inWords(madeOn)}.`}
    ${status === 'replaced' && 'A newer version took its place.'}
    ${status === 'ended' && endedOn && `It ended on ${inWords(endedOn)}. ${isKept ? 'Everything in it was kept.' : 'Not everything in it was done.'}`}
  </p>`;
}

function answerForm({ agreement, stand, attempt }: OneOwnAgreement): Html {
  return form(
    `/my/agreement/${agreement.id}/answer`,
    radioField(attempt, {
      name: 'answer',
      label: 'Do you agree to this?',
      hint: 'There is no right answer. You can change your answer, and you do not have to say why.',
      value: stand?.answer === 'withdrawn' ? 'declined' : stand?.answer,
      choices: [
        { value: 'given', text: 'Yes' },
        {
          value: 'not-now',
          text: 'Not now',
          more: dayField(attempt, {
            name: 'ask-after',
            label: 'When may we ask again?',
            hint: 'Until then nothing happens. For example, 6 1 2027',
            value: stand?.askAfter ?? undefined,
          }),
        },
        { value: 'declined', text: 'No' },
      ],
    }),
    { text: 'Save my answer' },
  );
}

function updatesForm({ agreement, attempt }: OneOwnAgreement): Html {
  return form(
    `/my/agreement/${agreement.id}/updates`,
    radioField(attempt, {
      name: 'updates',
      label: 'Would you like us to tell you how it goes?',
      hint: 'We would tell you when something is done, late or not done. You can change this.',
      value: agreement.wantsUpdates ? 'yes' : 'no',
      choices: [
        { value: 'yes', text: 'Yes, tell me' },
        { value: 'no', text: 'No, do not tell me' },
      ],
    }),
    { text: 'Save' },
  );
}

function changeOfMind({ agreement, stand }: OneOwnAgreement): Html {
  if (stand?.answer === 'withdrawn') {
    return html`<p class="govuk-body">
      You told us that you no longer agree to this. Your facilitator will talk with you about it.
    </p>`;
  }
  return html`<h2 class="govuk-heading-m">If you change your mind</h2>
    <p class="govuk-body">
      You can say at any time that you no longer agree. Your facilitator will talk with you about what happens then. The
      other people are not told by this page.
    </p>
    ${pressForm(`/my/agreement/${agreement.id}/answer`, { text: 'I no longer agree to this', quiet: true }, { answer: 'declined' })}`;
}

/** An agreement as one of its parties reads it. */
function ownExample(changed: Partial<OwnAgreement> = {}): OwnAgreement {
  const { id, responsibleId, version, madeOn, endedOn, isKept, amends } = anAgreement();
  return {
    id,
    responsibleId,
    version,
    status: 'agreed',
    madeOn,
    endedOn,
    isKept,
    wantsUpdates: true,
    amends,
    ...changed,
  };
}

const asked = ownExample({ status: 'proposed', madeOn: null });

const somePromises: OwnPromises = {
  next: () => html`<p class="govuk-body">What comes next stands here.</p>`,
  list: () => html`<p class="govuk-body">The terms stand here.</p>`,
  whole: () => html`<p class="govuk-body">Each of the terms stands here.</p>`,
};

const shownExample = {
  selfId: joanne,
  agreement: ownExample(),
  stand: undefined,
  promises: somePromises,
  attempt: freshAttempt,
};

const door = 'participant' as const;

const read = (name: string, changed: Partial<OneOwnAgreement> = {}) => ({
  name,
  door,
  page: ownAgreementPage({ ...shownExample, ...changed }),
});

const refusal = (field: string, text: string, typed: Attempt['typed']): Pick<OneOwnAgreement, 'attempt'> => ({
  attempt: { typed, problems: [{ field, text }] },
});

const ended = ownExample({ status: 'ended', endedOn: '2026-11-23' as PlainDate, isKept: true });

/** The pages as people meet them: empty, usual, refused. */
export const examples: readonly { readonly name: string; readonly door: 'participant'; readonly page: Page }[] = [
  { name: 'no agreement', door, page: ownAgreementsPage({ selfId: joanne, agreements: [], promises: somePromises }) },
  {
    name: 'for the person responsible: one to think about, one in force, one over',
    door,
    page: ownAgreementsPage({ selfId: dylan, agreements: [asked, ownExample(), ended], promises: somePromises }),
  },
  read('an agreement to think about', { agreement: asked }),
  read('an agreement to think about, answer refused', {
    agreement: asked,
    ...refusal('ask-after', 'Tell us the day we can ask again', { answer: 'not-now' }),
  }),
  read('what is agreed, for the person harmed'),
  read('what is agreed, for the person responsible', { selfId: dylan }),
];
