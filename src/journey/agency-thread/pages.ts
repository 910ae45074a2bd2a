import { areaField, errorsOf, fileField, form, sendForm } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { insetText } from '#platform/govuk/inset-text.ts';
import { html, paragraphs, type Html } from '#platform/html.ts';
import { momentInWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import { notTakenOnLetter, type NotTakenOn } from './letters.ts';
import type { AgencyFile, Excerpt, Message } from './facts.ts';

/** Which referral a page is about, and whether it still takes something. */
export interface About {
  readonly reference: string;
  readonly called: string;
  readonly isWithdrawn: boolean;
}

/** Why a referral was not taken on, as a letter to read or to print. (AGY-5) */
export function letterPage(about: NotTakenOn): Page {
  const { subject, body } = notTakenOnLetter(about);
  return {
    title: 'A letter',
    back: `/agency/referrals/${about.reference}`,
    body: html`<h1 class="govuk-heading-l">A letter about referral ${about.reference}</h1>
      <article class="tp-letter">
        <div class="tp-letter__head"><p>${subject}</p></div>
        ${body.map((part) => html`<p>${part}</p>`)}
      </article>
      <p class="govuk-body">
        Is anything not clear? <a class="govuk-link" href="/agency/referrals/${about.reference}/messages">Write to the coordinator</a>
      </p>`,
  };
}

type Names = Readonly<Record<Message['from'], string>>;

function thread(messages: readonly Message[], names: Names): Html {
  if (messages.length === 0) return html`<p class="tp-empty govuk-body">No messages yet.</p>`;
  return html`<ol class="tp-list">
    ${messages.map(
      ({ from, words, at }) =>
        html`<li class="tp-list__row">
          <div>
            <h2 class="govuk-heading-s govuk-!-margin-bottom-1">${names[from]}</h2>
            <p class="tp-list__note">${momentInWords(at)}</p>
            ${paragraphs(words)}
          </div>
        </li>`,
    )}
  </ol>`;
}

/** The messages about one referral, for somebody of its agency. (THR-2) */
export function messagesPage(
  { reference, called, isWithdrawn }: About,
  messages: readonly Message[],
  attempt: Attempt,
): Page {
  const at = `/agency/referrals/${reference}`;
  return {
    title: 'Messages',
    back: at,
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Messages about ${called}</h1>
      ${thread(messages, { agency: 'You, or a colleague', us: 'From us' })}
      ${
        !isWithdrawn &&
        form(
          `${at}/messages`,
          areaField(attempt, {
            name: 'words',
            label: 'Your message',
            hint: 'Somebody here reads it by the next working day. What people tell us stays with them and us, so we cannot say who said what.',
            rows: 5,
          }),
          { text: 'Send the message' },
        )
      }`,
  };
}

function fileRow(href: string, { name, kindInWords, sizeInWords, sentAt }: AgencyFile): Html {
  return html`<li class="tp-list__row">
    <div>
      <h2 class="govuk-heading-s govuk-!-margin-bottom-1 tp-break"><a class="tp-list__link" href="${href}">${name}</a></h2>
      <p class="tp-list__note">${kindInWords}, ${sizeInWords}, sent ${momentInWords(sentAt)}</p>
    </div>
  </li>`;
}

function fileList(at: string, files: readonly AgencyFile[]): Html {
  if (files.length === 0) return html`<p class="tp-empty govuk-body">No files yet.</p>`;
  return html`<ul class="tp-list">
    ${files.map((file) => fileRow(`${at}/${file.id}`, file))}
  </ul>`;
}

/** The files that an agency sent with one referral, for somebody of it. (THR-3) */
export function filesPage(
  { reference, called, isWithdrawn, accept }: About & { readonly accept: string },
  files: readonly AgencyFile[],
  attempt: Attempt,
): Page {
  const at = `/agency/referrals/${reference}`;
  return {
    title: 'Files',
    back: at,
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Files about ${called}</h1>
      ${fileList(`${at}/files`, files)}
      ${
        !isWithdrawn &&
        sendForm(
          `${at}/files`,
          fileField(attempt, {
            name: 'files',
            label: 'Add files',
            hint: 'PDF, JPEG, PNG, plain text, Word (.docx) or OpenDocument (.odt); 20 MB each, twenty in all. Where a picture was taken and by which camera is taken out of it.',
            accept,
          }),
          { text: 'Send the files' },
        )
      }
      <p class="govuk-body">Only staff who work on it open what you send. It stays here for you to see.</p>`,
  };
}

/** Messages with the agency and what it sent, for staff who read the referral. (THR-1, THR-4) */
export function withAgencyPage(shown: {
  readonly reference: string;
  readonly agency: string;
  readonly messages: readonly Message[];
  readonly files: readonly AgencyFile[];
  readonly mayWrite: boolean;
  readonly places: readonly Excerpt[];
  readonly attempt: Attempt;
}): Page {
  const { reference, agency, messages, files, mayWrite, places, attempt } = shown;
  const at = `/referrals/${reference}/agency`;
  return {
    title: 'Messages with the agency',
    back: at,
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Messages with the agency</h1>
      <p class="govuk-body">${agency}</p>
      ${thread(messages, { agency, us: 'From us' })}
      ${mayWrite && writeForm(`${at}/messages`, places, attempt)}
      <h2 class="govuk-heading-m">Files that it sent</h2>
      ${fileList(`${at}/files`, files)}`,
  };
}

function writeForm(action: string, places: readonly Excerpt[], attempt: Attempt): Html {
  return html`${placesShown(places)}
  ${form(
    action,
    areaField(attempt, {
      name: 'words',
      label: 'Your message to the agency',
      hint: 'Ask what you need to know, or say what it can do. Never who said what: it learns six words of where the referral stands, and your name is not shown.',
      rows: 5,
    }),
    { text: 'Send to the agency' },
  )}`;
}

function placesShown(places: readonly Excerpt[]): Html | false {
  if (places.length === 0) return false;
  return insetText({
    html: html`<p class="govuk-body">The agency did not write this to us:</p>
      <ul class="govuk-list govuk-list--bullet">
        ${places.map(({ before, marked, after }) => html`<li><q>${before}<mark>${marked}</mark>${after}</q></li>`)}
      </ul>`,
  });
}

const about: About = { reference: '7K3M-QX94', called: 'Joanne', isWithdrawn: false };
const messages: readonly Message[] = [
  { id: '1', from: 'agency', words: 'She is away until Friday.', at: new Date('2026-11-02T10:00:00Z') },
  { id: '2', from: 'us', words: 'Thank you. We wait until then.', at: new Date('2026-11-02T15:00:00Z') },
];
const files: readonly AgencyFile[] = [
  {
    id: 'f1e6d5c1-0000-4000-8000-000000000001' as AgencyFile['id'],
    name: 'Statement of 2 November.pdf',
    kind: 'pdf',
    size: 245_000,
    kindInWords: 'PDF',
    sizeInWords: '239 KB',
    sentAt: new Date('2026-11-02T10:05:00Z'),
  },
];
const forStaff = { reference: about.reference, agency: 'Corby neighbourhood team', messages, files, mayWrite: true };
const stopped: Excerpt = { kind: 'phone', owners: [], before: 'Ring Dylan on ', marked: '07700 900456', after: '.' };

const notTakenOn: NotTakenOn = {
  service: 'Northamptonshire Restorative Practice',
  agency: 'Corby neighbourhood team',
  reference: '7K3M-QX94',
  agencyReference: '',
  toldBecause: 'out-of-area',
  toldOn: '2026-11-06' as PlainDate,
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  {
    name: 'A letter to an agency: out of area, with its own number',
    page: letterPage({ ...notTakenOn, agencyReference: '26/514820' }),
  },
  {
    name: 'A letter to an agency: what could lie with somebody',
    page: letterPage({ ...notTakenOn, toldBecause: 'not-now' }),
  },
  { name: 'Messages with us: none yet', page: messagesPage(about, [], freshAttempt) },
  { name: 'Messages with us: asked and answered', page: messagesPage(about, messages, freshAttempt) },
  { name: 'Messages with us: taken back', page: messagesPage({ ...about, isWithdrawn: true }, messages, freshAttempt) },
  { name: 'Files of a referral: none yet', page: filesPage({ ...about, accept: '.pdf,.txt' }, [], freshAttempt) },
  {
    name: 'Files of a referral: one sent, one not taken',
    page: filesPage({ ...about, accept: '.pdf,.txt' }, files, {
      typed: {},
      problems: [{ field: 'files', text: 'notes.exe was not added: it is of a kind that we do not take' }],
    }),
  },
  {
    name: 'Messages with an agency, for staff: nothing yet',
    page: withAgencyPage({ ...forStaff, messages: [], files: [], places: [], attempt: freshAttempt }),
  },
  {
    name: 'Messages with an agency, for staff: stopped',
    page: withAgencyPage({
      ...forStaff,
      places: [stopped],
      attempt: {
        typed: { words: 'Ring Dylan on 07700 900456.' },
        problems: [{ field: 'words', text: 'Your message holds something that the agency did not write to us' }],
      },
    }),
  },
];
