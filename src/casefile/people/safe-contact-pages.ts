import {
  areaField,
  dayField,
  errorsOf,
  form,
  radioField,
  selectField,
  textField,
  tickField,
} from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { html, type Html } from '#platform/html.ts';
import { dayOf, inWords, momentInWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { ParticipantId } from '#vocabulary/ids.ts';
import type { Reachable, WishesAboutContact } from './facts.ts';
import { explain, isOld, mayContact, type SafeContact } from './rules.ts';

/** What must be known before anybody rings, writes or knocks, in one glance. */
export function safeContactBanner(reachable: Reachable, now: Date, wishes: WishesAboutContact): Html {
  const { participantId, called, language, safe } = reachable;
  const id = `safe-${participantId}`;
  return html`<section class="tp-safe" aria-labelledby="${id}">
    <h2 class="tp-safe__title" id="${id}">Before you contact ${called}</h2>
    <p class="govuk-body"><strong>${wishWords(reachable, wishes) ?? ringNow(reachable, now)}</strong></p>
    ${textsNowhere(reachable, now) && html`<p class="govuk-body">${explain('number-takes-no-texts')}.</p>`}
    ${safe ? safeWords(safe, now) : html`<p class="govuk-body">Nobody has asked yet how it is safe to reach them. Ask in person, or whoever referred them.</p>`}
    ${pointsWords(reachable)} ${language !== 'English' && html`<p class="govuk-body">Speaks ${language}.</p>`}
  </section>`;
}

// What somebody wishes comes before what is safe.
function wishWords({ participantId, called }: Reachable, wishes: WishesAboutContact): string | undefined {
  const until = wishes.get(participantId);
  if (until === undefined) return undefined;
  return until === null
    ? `Do not get in touch. ${called} does not want to be contacted.`
    : `Do not get in touch before ${inWords(until)}. ${called} asked us to wait.`;
}

// They said that texts are safe, and no number of theirs takes one.
function textsNowhere({ safe, points }: Reachable, now: Date): boolean {
  const decision = mayContact(safe, points, 'text', now);
  return safe?.mayText === true && !decision.ok && decision.because.includes('number-takes-no-texts');
}

function ringNow({ safe, points }: Reachable, now: Date): string {
  const decision = mayContact(safe, points, 'phone', now);
  if (decision.ok) return `You may ring now: ${decision.value.to}`;
  return `Do not ring now. ${decision.because.map((reason) => `${explain(reason)}.`).join(' ')}`;
}

const ways = [
  ['mayPhone', 'phone'],
  ['mayText', 'text'],
  ['mayEmail', 'e-mail'],
  ['mayPost', 'post'],
] as const;

function safeWords(safe: SafeContact, now: Date): Html {
  const safeWays = ways.filter(([may]) => safe[may]).map(([, way]) => way);
  const others = ways.filter(([may]) => !safe[may]).map(([, way]) => way);
  return html`<ul class="govuk-list govuk-list--bullet">
    <li>Safe: ${safeWays.join(', ') || 'nothing but meeting in person'}${others.length > 0 && `. Not safe: ${others.join(', ')}`}</li>
    ${(safe.mayPhone || safe.mayText) && html`<li>${hoursInWords(safe)}</li>`}
    ${safe.mayPhone && html`<li>${safe.mayLeaveVoicemail ? 'You may leave a voicemail' : 'Leave no voicemail'}. ${safe.maySayWhoCalls ? 'You may say who calls' : 'Do not say who calls'}.</li>`}
    ${safe.hidesServiceName && html`<li>Our name is to stand nowhere: not on their page, not in messages.</li>`}
    ${safe.codeword !== '' && html`<li>Codeword: <strong>${safe.codeword}</strong></li>`}
    ${safe.ifSomeoneElseAnswers !== '' && html`<li>If somebody else answers: ${safe.ifSomeoneElseAnswers}</li>`}
    ${safe.saidOn !== null && html`<li>Said on ${inWords(safe.saidOn)}${isOld(safe, dayOf(now)) && html`. <strong>That is long ago: ask again before you rest on it</strong>`}</li>`}
  </ul>`;
}

function hourWords(hour: number): string {
  if (hour === 12) return 'midday';
  if (hour === 0 || hour === 24) return 'midnight';
  return hour < 12 ? `${hour}am` : `${hour - 12}pm`;
}

function hoursInWords({ fromHour, untilHour, timesWords }: SafeContact): string {
  const hours =
    fromHour === null || untilHour === null ? 'At any hour' : `From ${hourWords(fromHour)} to ${hourWords(untilHour)}`;
  return timesWords === '' ? hours : `${hours}. ${timesWords}`;
}

function pointsWords({ points }: Reachable): Html {
  const inUse = points.filter(({ isInUse }) => isInUse);
  const checked = inUse.filter(({ checkedOn }) => checkedOn !== null).map(({ value }) => value);
  const unchecked = inUse.filter(({ checkedOn }) => checkedOn === null).map(({ value }) => value);
  return html`${checked.length > 0 && html`<p class="govuk-body">Checked: ${checked.join('; ')}</p>`}
  ${unchecked.length > 0 && html`<p class="govuk-body">Not checked, do not use: ${unchecked.join('; ')}</p>`}
  ${inUse.length === 0 && html`<p class="govuk-body">No number or address is known.</p>`}`;
}

export interface SafeContactShown {
  readonly reference: string;
  readonly reachable: Reachable;
  readonly history: readonly (SafeContact & { readonly seq: number; readonly recordedAt: Date })[];
  readonly wishes: WishesAboutContact;
  readonly now: Date;
  readonly attempt: Attempt;
}

/** Staff: what somebody said is safe, a form to write down what they say now, and what they said before. */
export function safeContactPage({ reference, reachable, history, wishes, now, attempt }: SafeContactShown): Page {
  return {
    title: 'Safe contact',
    back: `/cases/${reference}/people`,
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">How it is safe to reach ${reachable.called}</h1>
      ${safeContactBanner(reachable, now, wishes)}
      <h2 class="govuk-heading-m">Write down what they say</h2>
      ${form(`/cases/${reference}/people/${reachable.participantId}/safe-contact`, fields(reachable.safe, dayOf(now), attempt), { text: 'Save what is safe' })}
      <h2 class="govuk-heading-m">What they said before</h2>
      ${history.length === 0 && html`<p class="govuk-body">Nothing yet.</p>`}
      ${history.map(
        (safe) =>
          html`<h3 class="govuk-heading-s">Recorded ${momentInWords(safe.recordedAt)}</h3>
            ${safeWords(safe, now)}`,
      )}`,
  };
}

const hours = Array.from({ length: 25 }, (_, hour) => hour);

function fields(before: SafeContact | null, today: PlainDate, attempt: Attempt): readonly Html[] {
  const yesNo = [
    { value: 'yes', text: 'Yes' },
    { value: 'no', text: 'No' },
  ];
  const said = (may: boolean | undefined) => (may === undefined ? undefined : may ? 'yes' : 'no');
  const hourOf = (hour: number | null | undefined) => (typeof hour === 'number' ? String(hour) : undefined);
  const choice = (hour: number) => ({ value: String(hour), text: hourWords(hour) });
  return [
    tickField(attempt, {
      name: 'ways',
      label: 'Which ways are safe',
      hint: 'Tick none if only meeting in person is safe.',
      values: before ? ways.filter(([may]) => before[may]).map(([may]) => may) : [],
      choices: [
        { value: 'mayPhone', text: 'Phone calls' },
        { value: 'mayText', text: 'Text messages' },
        { value: 'mayEmail', text: 'E-mail' },
        { value: 'mayPost', text: 'Post' },
      ],
    }),
    selectField(attempt, {
      name: 'from-hour',
      label: 'Calls and texts from',
      hint: 'Leave both hours empty if any hour is safe.',
      value: hourOf(before?.fromHour),
      unchosen: 'Any hour',
      choices: hours.slice(0, 24).map(choice),
    }),
    selectField(attempt, {
      name: 'until-hour',
      label: 'Calls and texts until',
      value: hourOf(before?.untilHour),
      unchosen: 'Any hour',
      choices: hours.slice(1).map(choice),
    }),
    textField(attempt, {
      name: 'times-words',
      label: 'Days and times in their words',
      hint: 'For example, not on Fridays.',
      value: before?.timesWords,
    }),
    radioField(attempt, {
      name: 'voicemail',
      label: 'May we leave a voicemail?',
      isInline: true,
      value: said(before?.mayLeaveVoicemail),
      choices: yesNo,
    }),
    radioField(attempt, {
      name: 'who-calls',
      label: 'May we say who calls?',
      isInline: true,
      value: said(before?.maySayWhoCalls),
      choices: yesNo,
    }),
    radioField(attempt, {
      name: 'hide-name',
      label: 'Shall we leave our name off their page and messages?',
      hint: 'Yes, if somebody else may look at their phone, computer or post.',
      isInline: true,
      value: said(before?.hidesServiceName ?? true),
      choices: yesNo,
    }),
    textField(attempt, {
      name: 'codeword',
      label: 'Codeword',
      hint: 'A word by which they know that it is us. Leave it empty if they want none.',
      width: 20,
      value: before?.codeword,
    }),
    areaField(attempt, {
      name: 'someone-else',
      label: 'What to say if somebody else answers',
      rows: 2,
      value: before?.ifSomeoneElseAnswers,
    }),
    dayField(attempt, { name: 'said-on', label: 'The day they said this', suggested: today }),
  ];
}

const now = new Date('2026-11-23T11:00:00Z');
const joanne: Reachable = {
  participantId: '0b6d5c1e-0000-4000-8000-000000000001' as ParticipantId,
  called: 'Joanne',
  language: 'English',
  safe: null,
  points: [],
};
const said: SafeContact = {
  mayPhone: true,
  mayText: true,
  mayEmail: false,
  mayPost: false,
  fromHour: 10,
  untilHour: 12,
  timesWords: 'Not on Fridays',
  mayLeaveVoicemail: false,
  maySayWhoCalls: false,
  codeword: 'library',
  ifSomeoneElseAnswers: 'Say that you rang about the library.',
  hidesServiceName: true,
  saidOn: '2026-11-02' as PlainDate,
};
const shown: SafeContactShown = {
  reference: '7K3M-QX94',
  reachable: joanne,
  history: [],
  wishes: new Map(),
  now,
  attempt: freshAttempt,
};
const point = {
  id: '5b6d5c1e-0000-4000-8000-000000000001',
  channel: 'phone',
  value: '07700 900123',
  checkedOn: '2026-11-02' as PlainDate,
  checkedHow: 'with-the-referral',
  isInUse: true,
} as const;
const known: Reachable = {
  ...joanne,
  language: 'Polish',
  safe: said,
  points: [point, { ...point, id: 'new', value: '07700 900456', checkedOn: null, checkedHow: null }],
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'Safe contact: nobody asked yet', page: safeContactPage(shown) },
  {
    name: 'Safe contact: said twice, a new number is not checked',
    page: safeContactPage({
      ...shown,
      reachable: known,
      history: [
        { ...said, seq: 2, recordedAt: now },
        { ...said, seq: 1, recordedAt: new Date('2026-06-01T11:00:00Z'), saidOn: '2026-06-01' as PlainDate },
      ],
    }),
  },
  {
    name: 'Safe contact: texts are safe, and the number takes none',
    page: safeContactPage({ ...shown, reachable: { ...known, points: [{ ...point, value: '01604 496 0123' }] } }),
  },
  {
    name: 'Safe contact: she asked us to wait',
    page: safeContactPage({
      ...shown,
      reachable: known,
      wishes: new Map([[joanne.participantId, '2026-12-28' as PlainDate]]),
    }),
  },
  {
    name: 'Safe contact: she does not want to be contacted',
    page: safeContactPage({ ...shown, reachable: known, wishes: new Map([[joanne.participantId, null]]) }),
  },
  {
    name: 'Safe contact: refused, because half of the hours was said',
    page: safeContactPage({
      ...shown,
      attempt: {
        typed: { ways: ['mayPhone'], 'from-hour': '10' },
        problems: [
          { field: 'from-hour', text: explain('hours-are-half-said') },
          { field: 'voicemail', text: 'Choose yes or no' },
        ],
      },
    }),
  },
];
