import { errorsOf, pressForm } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { tag } from '#platform/govuk/tag.ts';
import { html, type Html } from '#platform/html.ts';
import type { Page } from '#vocabulary/doors.ts';
import { momentInWords } from '#vocabulary/dates.ts';
import type { SendingChannel } from '#vocabulary/modes.ts';
import type { OneNotice, OutboxLine, Place } from './facts.ts';
import { settlingsOf, type NoticeId, type NoticeKind, type NoticeStatus, type Settling } from './rules.ts';

const kindWords: Record<NoticeKind, string> = {
  'referral-acknowledged': 'Answer to a referral: we have read it',
  'referral-more-asked': 'A question about a referral',
  'referral-declined': 'Answer to a referral: we cannot help',
  'conference-booked': 'A meeting is booked',
  'conference-reminder': 'Reminder of a meeting',
  'conference-off': 'A meeting is off',
  'letter-offered': 'A letter is there to read',
  'letter-off': 'A letter is not going ahead',
  'agreement-made': 'An agreement is made',
  'amends-update': 'News of amends',
  'follow-up-due': 'We will be in touch',
  'case-closed': 'The case has ended',
  'agency-asked': 'To an agency: we asked something',
  'agency-written': 'To an agency: we wrote',
  'agency-news': 'To an agency: news of a referral',
};

const statusWords: Record<NoticeStatus, readonly [text: string, colour: string]> = {
  waiting: ['Waiting', 'blue'],
  leaving: ['Leaving now', 'blue'],
  sent: ['Sent', 'green'],
  stopped: ['Stopped', 'grey'],
  'by-hand': ['Send by hand', 'yellow'],
  failed: ['Could not be sent', 'red'],
  unsure: ['Not sure it arrived', 'orange'],
};

const channelWords: Record<SendingChannel, string> = { email: 'e-mail', text: 'text message', post: 'post' };

const reasonWords: Readonly<Record<string, string>> = {
  'nobody-said-what-is-safe': 'They have not said how it is safe to reach them',
  'safe-contact-is-old': 'What they said about safe contact is too old. Ask them again',
  'no-checked-contact-point': 'There is no number or address that was checked',
  'number-takes-no-texts':
    'Their number takes no text messages. Ask them for a mobile number, or reach them another safe way',
  'channel-is-not-safe': 'They did not say that writing is safe. Speak with them instead',
  'no-way-to-write': 'There is no way to write to them',
  'said-no-to-contact': 'They said that they do not want to be contacted',
  'asked-us-to-wait': 'They asked us to wait before we contact them again',
  'no-longer-so': 'It was no longer so when it was due',
  'cut-off-while-leaving': 'It was cut off while it was leaving',
  'holds-what-is-protected':
    'The words may hold something that must not cross. See the place under Stopped words of the case, then try again',
  'no-mail-leaves-by-itself': 'There is no mail server. They find it when they sign in',
  'can-no-longer-come-in': 'They can no longer come in',
  'the-text-service-said-400-validationerror':
    'The text service says that this number takes no texts. Check it with them',
  'the-text-service-said-400-badrequesterror':
    'The text service may not write to this number yet. Whoever runs the system looks at its settings there',
  'the-text-service-said-403-autherror':
    'The text service did not let us in. Whoever runs the system looks at the key, and at the clock',
  'the-text-service-said-404-noresultfound':
    'The text service does not know our template. Whoever runs the system looks at the settings',
  'the-text-service-said-template-is-not-the-message-alone':
    'The template at the text service would add words of its own, so nothing was sent. Whoever runs the system looks at it',
  'the-text-service-said-429-ratelimiterror': 'The text service had too much to send. Try again later',
  'the-text-service-said-429-toomanyrequestserror': 'The text service sends no more for us today. Try again tomorrow',
  arrived: 'It arrived on their phone',
  'number-does-not-work': 'The number does not work. Check it with them, another safe way',
  'phone-was-out-of-reach': 'Their phone was off, full or out of reach for too long',
  'could-not-be-sent': 'The text service could not pass it on. Try again',
  'never-came': 'The text service never had it. It can be sent again',
  'let-go-by-a-person': 'Somebody decided that it is not needed',
};

function reason(code: string): string {
  const words = reasonWords[code] ?? code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What the outbox shows, as an address has it. */
export const shelves: Readonly<Record<string, { readonly text: string; readonly statuses: readonly NoticeStatus[] }>> =
  {
    all: { text: 'Everything', statuses: [] },
    waiting: { text: 'What waits', statuses: ['waiting', 'leaving'] },
    'by-hand': { text: 'To send by hand', statuses: ['by-hand'] },
    stopped: { text: 'What needs a person', statuses: ['failed', 'unsure'] },
    'did-not-go': { text: 'What stopped, and why', statuses: ['stopped'] },
    sent: { text: 'What went', statuses: ['sent'] },
  };

export interface Outbox {
  readonly shelf: string;
  readonly lines: readonly OutboxLine[];
  readonly next: Place | undefined;
}

/** Everything that leaves, left, or did not, the newest first. Without names: an outbox is read over shoulders. */
export function outboxPage({ shelf, lines, next }: Outbox): Page {
  return {
    title: 'Outbox',
    body: html` <h1 class="govuk-heading-l">Outbox</h1>
      <p class="govuk-body">
        What the service writes to people. Each message is checked against what its reader said is safe at the moment it
        goes.
      </p>
      <nav class="tp-tabs" aria-label="Show">
        <ul class="tp-tabs__list">
          ${Object.entries(shelves).map(
            ([name, { text }]) =>
              html`<li>
                <a class="tp-tabs__link" href="${addressOf(name)}" ${name === shelf && html` aria-current="true"`}
                  >${text}</a
                >
              </li>`,
          )}
        </ul>
      </nav>
      ${
        lines.length === 0
          ? html`<p class="tp-empty govuk-body">Nothing here.</p>`
          : html`<ul class="tp-list">
              ${lines.map(row)}
            </ul>`
      }
      ${next && html`<p class="govuk-body"><a class="govuk-link" href="${addressOf(shelf, next)}">Older messages</a></p>`}`,
  };
}

function addressOf(shelf: string, after?: Place): string {
  const asked = new URLSearchParams();
  if (shelf !== 'all') asked.set('show', shelf);
  if (after) asked.set('after', `${after.writtenAt.toISOString()}_${after.id}`);
  return asked.size === 0 ? '/outbox' : `/outbox?${asked.toString()}`;
}

function row(line: OutboxLine): Html {
  return html`<li class="tp-list__row">
    <div>
      <a class="tp-list__link" href="/outbox/${line.id}">${kindWords[line.kind]}</a>
      <p class="tp-list__note">
        ${line.caseReference === null ? 'A referral' : `Case ${line.caseReference}`}${line.channel && `, by ${channelWords[line.channel]}`}
      </p>
    </div>
    <p>${statusTag(line)}</p>
    <p>${whenWords(line)}${line.because !== '' && html`<br />${reason(line.because)}`}</p>
  </li>`;
}

// What the networks say of a text that was handed over: it was sent, and did not come.
const didNotArrive = ['number-does-not-work', 'phone-was-out-of-reach', 'could-not-be-sent'];

function statusTag({ status, because }: Pick<OutboxLine, 'status' | 'because'>): Html {
  const [words, colour] = statusWords[status];
  const text = didNotArrive.includes(because) ? 'Did not arrive' : words;
  return tag({ text, classes: `govuk-tag--${colour}` });
}

function whenWords({ status, sendAfter, settledAt, writtenAt }: OutboxLine): string {
  if (status === 'waiting' && sendAfter > writtenAt) return `Goes after ${momentInWords(sendAfter)}`;
  return momentInWords(settledAt ?? writtenAt);
}

const settlingText: Record<Settling, string> = {
  'it-went': 'It was sent',
  'try-again': 'Try to send it again',
  'let-go': 'Let it go',
};

/** One message as it goes, to print or to type, and what came of it. */
export function noticePage(notice: OneNotice, attempt: Attempt): Page {
  const { id, kind, status, channel, caseReference, because } = notice;
  return {
    title: kindWords[kind],
    back: '/outbox',
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">${kindWords[kind]}</h1>
      <dl class="tp-facts">
        <div>
          <dt>Where it is</dt>
          <dd>${statusTag(notice)}</dd>
        </div>
        ${because !== '' && fact('Why', reason(because))} ${channel && fact('By', channelWords[channel])}
        ${notice.sentTo !== '' && fact('To', html`${inLines(notice.sentTo)}`)}
        ${fact('When', whenWords(notice))}
        ${caseReference !== null && fact('Case', html`<a class="govuk-link" href="/cases/${caseReference}">${caseReference}</a>`)}
      </dl>
      ${notice.body === '' ? html`<p class="govuk-body">Its words and where it goes are found at the moment it leaves.</p>` : letter(notice)}
      ${status === 'by-hand' && byHandHelp(channel)}
      <div id="settling">
        ${settlingsOf(status).map((settling) =>
          pressForm(
            `/outbox/${id}`,
            { text: settlingText[settling], quiet: settling !== 'it-went' },
            {
              settling,
            },
          ),
        )}
      </div>`,
  };
}

function fact(name: string, value: Html | string): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}

function inLines(text: string): readonly Html[] {
  return text.split('\n').map((each, at) => (at === 0 ? html`${each}` : html`<br />${each}`));
}

function letter({ subject, body }: OneNotice): Html {
  return html`<article class="tp-letter">
    <div class="tp-letter__head"><p>${subject}</p></div>
    ${body.split('\n\n').map((part) => html`<p>${inLines(part)}</p>`)}
  </article>`;
}

function byHandHelp(channel: SendingChannel | null): Html {
  return html`<p class="govuk-body">
    ${
      channel === 'post'
        ? 'Print this page, post it in a plain envelope, then say that it was sent.'
        : 'Send these words as they are, from a number or an address of the service, then say that it was sent.'
    }
    If it is not safe any more, let it go and reach them another way.
  </p>`;
}

const made = new Date('2026-11-23T09:30:00Z');
const aLine: OutboxLine = {
  id: '4c5c7f8a-0000-4000-8000-000000000001' as NoticeId,
  kind: 'conference-booked',
  status: 'sent',
  channel: 'email',
  caseReference: '7K3M-QX94',
  because: '',
  writtenAt: made,
  sendAfter: made,
  settledAt: made,
};
const aNotice: OneNotice = {
  ...aLine,
  caseId: null,
  participantId: null,
  referralId: null,
  status: 'by-hand',
  channel: 'post',
  sentTo: '14 Mill Road\nKettering\nNN16 0RH',
  subject: 'Your appointment',
  body: 'Your appointment is on Thursday 3 December 2026 at 2pm.\n\nYour own page: http://localhost:3000/my',
};

function another(at: number, changed: Partial<OutboxLine>): OutboxLine {
  return { ...aLine, id: `4c5c7f8a-0000-4000-8000-00000000001${at}` as NoticeId, ...changed };
}

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'an empty outbox', page: outboxPage({ shelf: 'all', lines: [], next: undefined }) },
  {
    name: 'what waits, went and stopped',
    page: outboxPage({
      shelf: 'all',
      lines: [
        another(1, {
          kind: 'conference-reminder',
          status: 'waiting',
          channel: null,
          settledAt: null,
          sendAfter: new Date('2026-12-02T10:00:00Z'),
        }),
        aLine,
        another(2, {
          kind: 'referral-declined',
          status: 'stopped',
          caseReference: null,
          channel: null,
          because: 'channel-is-not-safe',
        }),
        another(3, { kind: 'case-closed', status: 'by-hand', channel: 'text' }),
        another(4, { kind: 'amends-update', status: 'failed', because: 'the-mail-server-said-550' }),
        another(6, { kind: 'letter-offered', channel: 'text', because: 'arrived' }),
        another(7, { kind: 'case-closed', status: 'failed', channel: 'text', because: 'number-does-not-work' }),
        another(5, { kind: 'letter-offered', status: 'unsure', because: 'cut-off-while-leaving' }),
      ],
      next: { writtenAt: made, id: aLine.id },
    }),
  },
  { name: 'a letter to send by hand', page: noticePage(aNotice, freshAttempt) },
  {
    name: 'a letter that is not safe any more',
    page: noticePage(aNotice, {
      typed: { settling: 'it-went' },
      problems: [{ field: 'settling', text: 'This way is not safe any more' }],
    }),
  },
  {
    name: 'a message that waits',
    page: noticePage({ ...aNotice, status: 'waiting', channel: null, sentTo: '', subject: '', body: '' }, freshAttempt),
  },
  {
    name: 'a message nobody is sure of',
    page: noticePage({ ...aNotice, status: 'unsure', channel: 'email', sentTo: 'joanne@example.org' }, freshAttempt),
  },
];
