import { button } from '#platform/govuk/button.ts';
import { summaryList } from '#platform/govuk/summary-list.ts';
import { tag } from '#platform/govuk/tag.ts';
import { html, type Html, paragraphs } from '#platform/html.ts';
import {
  type AgencyKind,
  agreedWords,
  askedOf,
  fieldWords,
  toldReasonWords,
  withdrawWords,
} from '#vocabulary/agencies.ts';
import { inWords, momentInWords } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import { incidentWords } from '#vocabulary/parts.ts';
import { risksIn, safetyFlagWords } from '#vocabulary/safety-flags.ts';
import { type ServiceLevels, usualLevels, workingDaysInWords } from '#vocabulary/service-levels.ts';
import { anAmendment, anOwnReferral } from './examples.ts';
import type { AllowedStatus, KeptAmendment, OwnLine, OwnPlace, OwnReferral } from './facts.ts';

const statusWords: Readonly<Record<AllowedStatus, { readonly text: string; readonly more: string }>> = {
  'with-us': { text: 'We have it', more: '' },
  read: { text: 'We have read it', more: '' },
  'in-touch': {
    text: 'In touch with people',
    more: 'We talk with people at their own pace. What they say stays with them and us.',
  },
  finished: { text: 'Finished', more: 'Our work is done. What was said stays with the people it is about.' },
  'not-taken-on': { text: 'Not taken on', more: 'We could not take this on.' },
  withdrawn: { text: 'Withdrawn', more: 'You took it back.' },
};

/** How soon a referral is read and decided, in working days. */
export type Promised = Pick<ServiceLevels, 'acknowledge' | 'triage'>;

function more(status: AllowedStatus, promised: Promised): string {
  if (status === 'with-us') return `Somebody reads it within ${workingDaysInWords(promised.acknowledge)}.`;
  if (status === 'read')
    return `We decide whether we can help within ${workingDaysInWords(promised.triage)} of your sending it.`;
  return statusWords[status].more;
}

const colours: Readonly<Record<AllowedStatus, string>> = {
  'with-us': 'yellow',
  read: 'blue',
  'in-touch': 'green',
  finished: 'grey',
  'not-taken-on': 'grey',
  withdrawn: 'grey',
};

function statusTag(standing: AllowedStatus): Html {
  return tag({ text: statusWords[standing].text, classes: `govuk-tag--${colours[standing]}` });
}

/** The referrals that somebody of an agency follows. (AGY-1) */
export function ownReferralsPage(list: {
  readonly agency: { readonly name: string };
  readonly lines: readonly OwnLine[];
  readonly next: OwnPlace | undefined;
  readonly isLater: boolean;
  /** How many they have begun and not sent. */
  readonly drafts: number;
  /** Words to say to people, where they are offered. */
  readonly offered?: Html | undefined;
}): Page {
  const { agency, lines, next, isLater, drafts, offered } = list;
  return {
    title: 'Your referrals',
    body: html`<h1 class="govuk-heading-l">Your referrals</h1>
      <p class="govuk-body">${agency.name}</p>
      ${offered}
      ${button({ text: 'Refer somebody', href: '/agency/refer' })}
      ${drafts > 0 && html`<p class="govuk-body"><a class="govuk-link" href="/agency/drafts">Your drafts</a>: ${drafts}</p>`}
      ${
        lines.length === 0
          ? html`<p class="tp-empty govuk-body">
              ${isLater ? 'There are no more.' : 'You have not referred anybody yet. Anybody harmed, or responsible for harm, can be told of us.'}
            </p>`
          : html`<ul class="tp-list">
              ${lines.map(row)}
            </ul>`
      }
      <p class="govuk-body">
        ${isLater && html`<a class="govuk-link" href="/agency">Back to the first</a> `}
        ${next && html`<a class="govuk-link" href="/agency?after=${next.receivedOn}_${next.id}">Show more</a>`}
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href="/agency/lists">Your lists</a> ·
        <a class="govuk-link" href="/agency/figures">Your figures</a> ·
        <a class="govuk-link" href="/agency/what-to-say">What to say to people</a> ·
        <a class="govuk-link" href="/agency/e-mails">E-mails to you</a>
      </p>`,
  };
}

function row(line: OwnLine): Html {
  return html`<li class="tp-list__row">
    <div>
      <h2 class="govuk-heading-s govuk-!-margin-bottom-1">
        <a class="tp-list__link" href="/agency/referrals/${line.reference}">${line.called}</a>
      </h2>
      <p class="tp-list__note">
        ${line.reference}, ${incidentWords[line.incidentKind]}, sent on ${inWords(line.receivedOn)}${!line.isOwn && ' by a colleague'}
      </p>
    </div>
    <p>${line.isAsked && tag({ text: 'Question for you', classes: 'govuk-tag--yellow' })} ${line.hasNews && tag({ text: 'Message for you', classes: 'govuk-tag--yellow' })} ${statusTag(line.standing)}</p>
  </li>`;
}

/** What passed between its agency and us about a referral. */
export interface Passed {
  readonly messages: number;
  readonly newest: { readonly from: 'agency' | 'us'; readonly at: Date } | undefined;
  readonly files: number;
}

/** One referral of an agency: where it stands, what was written, what was changed. (AGY-1, AGY-2) */
export function ownReferralPage(
  kind: AgencyKind,
  referral: OwnReferral,
  {
    amendments,
    passed,
    promised = usualLevels,
  }: {
    readonly amendments: readonly KeptAmendment[];
    readonly passed: Passed;
    readonly promised?: Promised;
  },
): Page {
  const status = referral.standing;
  const waits = status === 'with-us' || status === 'read';
  const at = `/agency/referrals/${referral.reference}`;
  return {
    title: `Referral ${referral.reference}`,
    back: '/agency',
    body: html`<h1 class="govuk-heading-l">${referral.called}</h1>
      ${
        referral.isAsked &&
        html`<p class="govuk-inset-text">
          We have asked you something, and wait for your answer before we decide.
          <a class="govuk-link" href="${at}/more">Read it and answer</a>
        </p>`
      }
      <p class="govuk-body">${statusTag(status)} ${more(status, promised)}</p>
      ${
        referral.toldBecause !== null &&
        html`<p class="govuk-body">
          Why: ${inMid(toldReasonWords[referral.toldBecause])}. <a class="govuk-link" href="${at}/letter">Read the letter</a>
        </p>`
      }
      ${
        referral.withdrawnBecause !== null &&
        html`<p class="govuk-body">
          Why: ${inMid(withdrawWords[referral.withdrawnBecause])}${referral.withdrawnWords !== '' && `. ${referral.withdrawnWords}`}
        </p>`
      }
      ${
        status !== 'withdrawn' &&
        html`<p class="govuk-body">
          <a class="govuk-link" href="${at}/change">Change something</a><br />
          <a class="govuk-link" href="${at}/know">Whether they know and agree</a>
          ${waits && html`<br /><a class="govuk-link" href="${at}/withdraw">Take it back</a>`}
          ${status === 'in-touch' && html`<br /><a class="govuk-link" href="${at}/withdraw">Ask us to stop</a>`}
        </p>`
      }
      <p class="govuk-body">
        <a class="govuk-link" href="${at}/messages">Messages</a>: ${messagesInWords(passed)}<br />
        <a class="govuk-link" href="${at}/files">Files</a>: ${passed.files === 0 ? 'none' : passed.files}
      </p>
      <h2 class="govuk-heading-m">What you sent</h2>
      ${sent(kind, referral)}
      <h2 class="govuk-heading-m">What was changed since</h2>
      ${changesList(kind, amendments)}`,
  };
}

// Words that stand alone elsewhere, in the middle of a sentence.
const inMid = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function messagesInWords({ messages, newest }: Passed): string {
  if (newest === undefined) return 'none';
  const count = messages === 1 ? 'one' : `${messages}`;
  return `${count}, the newest ${newest.from === 'us' ? 'from us' : 'from you'} on ${momentInWords(newest.at)}`;
}

function sent(kind: AgencyKind, referral: OwnReferral): Html {
  const ways = [
    referral.mayPhone && 'phone',
    referral.mayText && 'text message',
    referral.mayEmail && 'e-mail',
    referral.mayPost && 'post',
  ].filter((way) => typeof way === 'string');
  const row = (key: string, value: string) =>
    value !== '' && { key: { text: key }, value: { html: paragraphs(value) } };
  return summaryList({
    rows: [
      row('Reference', referral.reference),
      row('Sent on', inWords(referral.receivedOn)),
      row('Name', referral.fullName),
      row('Their part', referral.part === 'harmed' ? 'They were harmed' : 'They are responsible for the harm'),
      row('Date of birth', referral.dateOfBirth ? inWords(referral.dateOfBirth) : ''),
      row('Under 18', referral.isUnder18 ? `Yes. ${referral.guardianName || 'No parent or carer named'}` : ''),
      row('Language', `${referral.language}${referral.needsInterpreter ? ', with an interpreter' : ''}`),
      row('What would help them', referral.accessNeeds),
      row('Agreed to be referred', referral.agreedToReferral ? 'Yes' : 'No, or not known'),
      row('Who told them', referral.toldWords),
      row('Safe ways', ways.length === 0 ? 'Not known' : ways.join(', ')),
      row('Phone number', referral.phone),
      row('E-mail address', referral.email),
      row('Postal address', referral.address),
      row('When it is safe', referral.safeTimes),
      row('Kind', incidentWords[referral.incidentKind]),
      row('What happened', referral.whatHappened),
      row('When', referral.happenedOn ? inWords(referral.happenedOn) : referral.whenWords),
      row('Where', [referral.whereWords, referral.postcodeDistrict].filter((each) => each !== '').join(', ')),
      row('Who else', referral.otherPeopleWords),
      row('What they hope for', referral.hopes),
      row(askedOf[kind].reference, referral.agencyReference),
      row(askedOf[kind].situation, referral.situationWords),
    ],
  });
}

/** What was changed of a referral since it was sent, newest first. */
export function changesList(kind: AgencyKind, amendments: readonly KeptAmendment[]): Html {
  const changes = amendments.filter(({ field }) => field !== 'message');
  if (changes.length === 0) return html`<p class="tp-empty govuk-body">Nothing.</p>`;
  const words = fieldWords(kind);
  return html`<ul class="tp-list">
    ${changes.map(
      (each) =>
        html`<li class="tp-list__row">
          <div>
            <h3 class="govuk-heading-s govuk-!-margin-bottom-1">
              ${words[each.field]}
            </h3>
            <p class="tp-list__note">${momentInWords(each.amendedAt)}</p>
            <p class="govuk-body"><strong>${each.field === 'risks' ? 'Added:' : 'Now:'}</strong></p>
            ${paragraphs(each.words === '' ? 'Left empty' : inLog(each, each.words))}
            ${
              each.field !== 'risks' &&
              html`<p class="govuk-body"><strong>Before:</strong></p>
                ${paragraphs(each.before === '' ? 'Nothing' : inLog(each, each.before))}`
            }
            ${each.because !== '' && html`<p class="govuk-body"><strong>Why:</strong> ${each.because}</p>`}
            ${
              !each.wasApplied &&
              html`<p class="govuk-body">The referral was decided before. Somebody here reads this and acts on it.</p>`
            }
          </div>
        </li>`,
    )}
  </ul>`;
}

function inLog({ field }: Pick<KeptAmendment, 'field'>, words: string): string {
  if (field === 'risks')
    return risksIn(words)
      .map((kind) => safetyFlagWords[kind].text)
      .join('\n');
  return field === 'agreed' ? (agreedWords[words] ?? words) : words;
}

const agency = { name: 'Corby neighbourhood team' };

const nothing: Passed = { messages: 0, newest: undefined, files: 0 };

const ended = {
  status: 'withdrawn',
  withdrawnBecause: 'the-person-asked',
  withdrawnAt: new Date('2026-11-05T10:00:00Z'),
} as const;

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  {
    name: 'An agency’s referrals: none yet',
    page: ownReferralsPage({ agency, lines: [], next: undefined, isLater: false, drafts: 0 }),
  },
  {
    name: 'An agency’s referrals: in every state',
    page: ownReferralsPage({
      agency,
      lines: (['with-us', 'read', 'in-touch', 'finished', 'not-taken-on', 'withdrawn'] as const).map(
        (standing, at) => ({
          ...anOwnReferral,
          standing,
          isOwn: at % 2 === 0,
          hasNews: at === 2,
          isAsked: at === 1,
          reference: `7K3M-QX9${at}`,
        }),
      ),
      next: { receivedOn: anOwnReferral.receivedOn, id: anOwnReferral.id },
      isLater: true,
      drafts: 2,
    }),
  },
  {
    name: 'An agency’s referral: sent',
    page: ownReferralPage('police', anOwnReferral, { amendments: [], passed: nothing }),
  },
  {
    name: 'An agency’s referral: changed, with messages, after it was decided',
    page: ownReferralPage(
      'police',
      { ...anOwnReferral, standing: 'in-touch', isUnder18: true },
      {
        amendments: [
          { ...anAmendment, id: 'ae6d5c1e-0000-4000-8000-000000000003', words: '', wasApplied: false },
          anAmendment,
        ],
        passed: { messages: 2, newest: { from: 'us', at: anAmendment.amendedAt }, files: 1 },
      },
    ),
  },
  {
    name: 'An agency’s referral: not taken on',
    page: ownReferralPage(
      'police',
      { ...anOwnReferral, standing: 'not-taken-on', toldBecause: 'other-service' },
      { amendments: [], passed: nothing },
    ),
  },
  {
    name: 'An agency’s referral: taken back',
    page: ownReferralPage('police', { ...anOwnReferral, ...ended }, { amendments: [], passed: nothing }),
  },
];
