import { html, type Fragment, type Html } from '#platform/html.ts';
import { momentInWords } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { OwnPlace } from './facts.ts';

interface Step {
  readonly name: string;
  readonly state: 'done' | 'current' | 'ahead';
  readonly more?: Fragment;
}

/** The first page of a participant: where things are, what happens next, who to ask. */
export function ownPage(called: string, place: OwnPlace): Page {
  return {
    title: 'Where things are',
    body: html`
      <h1 class="govuk-heading-l">Hello ${called}</h1>
      ${place.status === 'closed' ? ended() : html`${asked(place)}<h2 class="govuk-heading-m">Where things are</h2><ol class="tp-steps">${stepsOf(place).map(stepItem)}</ol>`}
      <h2 class="govuk-heading-m">Who to ask</h2>
      <p class="govuk-body">${place.facilitators.length === 0 ? (place.status === 'closed' ? 'You can ask any of us.' : 'We will tell you soon who works with you.') : `${inALine(place.facilitators)} ${worksWords(place)} with you.`}
      ${place.phone !== '' && html` You can ring us on ${place.phone}.`}${place.email !== '' && html` Our e-mail address is <a class="govuk-link" href="mailto:${place.email}">${place.email}</a>.`}</p>
      ${place.status !== 'closed' && html`<p class="govuk-body">You can stop at any time, and you do not have to say why.</p>`}
      <p class="govuk-body"><a class="govuk-link" href="/my/passkey">Come back without a code next time</a></p>`,
  };
}

function worksWords({ status, facilitators }: OwnPlace): string {
  if (status === 'closed') return 'worked';
  return facilitators.length === 1 ? 'works' : 'work';
}

function ended(): Html {
  return html`<p class="govuk-body-l">We have finished our part for now.</p>
    <p class="govuk-body">If something still troubles you, or you want to talk, get in touch. You are welcome at any time.</p>`;
}

/** What waits for an answer: named, never pressed. */
function asked(place: OwnPlace): Html {
  const items: Html[] = [];
  const link = (href: string, text: string) => html`<li><a class="govuk-link" href="${href}">${text}</a></li>`;
  if (place.lettersToAnswer > 0)
    items.push(link('/my/letters', 'There is something for you to read, if and when you want to'));
  if (place.conferenceAt !== null)
    items.push(
      link(
        '/my/conference',
        place.isConferenceBooked ? 'See when and where you meet' : 'Say whether a meeting would suit you',
      ),
    );
  if (place.agreementToAnswer) items.push(link('/my/agreement', 'Read what might be agreed, and say what you think'));
  if (place.askedToMove) items.push(link('/my/transfer', 'Say whether you want to go to another service'));
  if (place.mayBeAsked && place.surveys === 0) items.push(link('/my/feedback', 'Tell us how it was, if you like'));
  items.push(
    link(
      '/my/choices',
      place.answered === 0 ? 'Say what is all right with you' : 'See what you have said, and change it',
    ),
  );
  return html`<h2 class="govuk-heading-m">What you can do now</h2>
    <ul class="govuk-list govuk-list--bullet">${items}</ul>
    <p class="govuk-body">None of it has to be today. If you do nothing, nothing happens.</p>`;
}

function stepsOf(place: OwnPlace): readonly Step[] {
  const communicated = place.hasMet || place.lettersToRead > 0 || place.followUps > 0;
  const at = communicated
    ? place.hasAgreement
      ? 3
      : 4
    : place.conferenceAt !== null || place.lettersToAnswer > 0
      ? 2
      : 1;
  const steps: readonly Omit<Step, 'state'>[] = [
    { name: 'You and your facilitator meet' },
    {
      name: 'You get ready',
      more: 'You talk about what happened, as often as you need. You decide what you would like.',
    },
    {
      name: 'You communicate',
      more:
        place.conferenceAt === null
          ? 'Only if everybody says yes. A letter, messages, or a meeting.'
          : `A meeting is ${place.isConferenceBooked ? 'arranged' : 'being talked about'} for ${momentInWords(new Date(place.conferenceAt))}.`,
    },
    { name: 'What was agreed is done', more: 'If anything was agreed.' },
    { name: 'We ask how you are' },
  ];
  return steps.map((step, number) => ({ ...step, state: number < at ? 'done' : number === at ? 'current' : 'ahead' }));
}

const stateWords = { done: '– done', current: '– you are here', ahead: '' } as const;

function stepItem({ name, state, more }: Step): Html {
  return html`<li class="tp-steps__step${state !== 'ahead' && ` tp-steps__step--${state}`}"${state === 'current' && html` aria-current="step"`}>
    <h3 class="tp-steps__name">${name}${stateWords[state] !== '' && html` <span class="tp-steps__state">${stateWords[state]}</span>`}</h3>${state === 'current' && more !== undefined && html`<p>${more}</p>`}</li>`;
}

function inALine(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

const begun: OwnPlace = {
  status: 'open',
  serviceName: 'Restorative practice',
  phone: '01632 960000',
  email: 'hello@example.org',
  facilitators: [],
  answered: 0,
  lettersToAnswer: 0,
  lettersToRead: 0,
  conferenceAt: null,
  isConferenceBooked: false,
  hasMet: false,
  agreementToAnswer: false,
  hasAgreement: false,
  askedToMove: false,
  followUps: 0,
  mayBeAsked: false,
  surveys: 0,
};

export const examples: readonly { readonly name: string; readonly door: 'participant'; readonly page: Page }[] = [
  { name: 'at the very beginning', door: 'participant', page: ownPage('Joanne', begun) },
  {
    name: 'a meeting is arranged and a letter waits',
    door: 'participant',
    page: ownPage('Joanne', {
      ...begun,
      facilitators: ['Jo Whitfield', 'Sam Reyes'],
      answered: 4,
      lettersToAnswer: 1,
      conferenceAt: '2026-12-04T14:00:00Z',
      isConferenceBooked: true,
    }),
  },
  {
    name: 'afterwards',
    door: 'participant',
    page: ownPage('Dylan', {
      ...begun,
      facilitators: ['Jo Whitfield'],
      answered: 6,
      hasMet: true,
      hasAgreement: true,
      followUps: 5,
      mayBeAsked: true,
    }),
  },
  { name: 'it has ended', door: 'participant', page: ownPage('Dylan', { ...begun, status: 'closed' }) },
];
