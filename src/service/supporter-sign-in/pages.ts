import { areaField, dayField, errorsOf, form, textField, tickField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { html, type Html } from '#platform/html.ts';
import { sheetsToHandOver } from '#platform/sheets.ts';
import { inWords, momentInWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { CompanionId, ParticipantId } from '#vocabulary/ids.ts';
import type { Beside, WayIn } from './facts.ts';
import { explain } from './rules.ts';

// What a browser keeps of these pages says nothing: each is called the same.
const title = 'Your page';

/** Supporters: the code that goes with their link. The page says nothing about whose it is. */
export function supporterCodePage(link: string, attempt: Attempt): Page {
  return {
    title,
    body: html` ${errorsOf(attempt)}
    ${form(
      `/day/enter/${link}`,
      textField(attempt, {
        name: 'code',
        label: 'What is your code?',
        isHeading: true,
        hint: 'The six numbers that you were told. You can use this link once.',
        width: 10,
        inputmode: 'numeric',
        autocomplete: 'one-time-code',
      }),
      { text: 'Continue' },
    )}`,
  };
}

/** Shown for a link that is used, stopped, too old or was never there: all look the same. */
export function supporterClosedLinkPage(): Page {
  return {
    title,
    body: html` <h1 class="govuk-heading-l">This link does not work any more</h1>
      <p class="govuk-body">A link works once, for seven days.</p>
      <p class="govuk-body">
        If you used it before, <a class="govuk-link" href="/day/back">come back with a code</a>. If you did not, ask the
        person who gave it to you for a new one.
      </p>`,
  };
}

/** Supporters: what they are known by. Answered alike whoever asks. */
export function supporterBackPage(attempt: Attempt): Page {
  return {
    title,
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Come back to your page</h1>
      <p class="govuk-body">We send you a code. You type it on the next page.</p>
      ${form(
        '/day/back',
        textField(attempt, {
          name: 'email',
          label: 'Your e-mail address',
          hint: 'The one that you told us is safe. We only send a code there.',
          autocomplete: 'email',
          spellcheck: false,
        }),
        { text: 'Send me a code' },
      )}
      <p class="govuk-body">
        Is this the first time? Use the link that you were given. Did you lose it? Ask the person who gave it to you for
        a new one.
      </p>`,
  };
}

/** Supporters: the code that was sent, if one was. Said alike to everybody. */
export function supporterBackCodePage(attempt: Attempt): Page {
  return {
    title,
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Type your code</h1>
      <p class="govuk-body">
        If we know what you typed and there is a day to come to, a code is on its way. It can take a few minutes. It
        works for 20 minutes, here in this window.
      </p>
      ${form(
        '/day/back/code',
        textField(attempt, {
          name: 'code',
          label: 'Your code',
          hint: 'Six numbers.',
          width: 10,
          inputmode: 'numeric',
          autocomplete: 'one-time-code',
        }),
        { text: 'Continue' },
      )}
      <h2 class="govuk-heading-m">If no code comes</h2>
      <p class="govuk-body">
        Look at what you typed and <a class="govuk-link" href="/day/back">ask again</a>, or ask the person who gave you
        your link for a new one.
      </p>`,
  };
}

/** After signing out, when a session is over and when staff ended it: all look the same. */
export function supporterLeftPage(): Page {
  return {
    title,
    body: html` <h1 class="govuk-heading-l">You are signed out</h1>
      <p class="govuk-body">If you share this phone or computer, close this window too.</p>
      <p class="govuk-body"><a class="govuk-link" href="/day/back">Come back to your page with a code</a></p>
      <p class="govuk-body">If that does not work, ask the person who gave you your link for a new one.</p>`,
  };
}

/** Staff: the link and the code, shown once, on two sheets to print. */
export function supporterInvitedPage(reference: string, called: string, address: string, code: string): Page {
  return {
    title: 'Link and code',
    back: `/cases/${reference}/supporters`,
    isHandedOver: true,
    read: { what: 'print' },
    body: html` <h1 class="govuk-heading-l tp-not-printed">A page of the day for ${called}</h1>
      <div class="tp-not-printed">
        <p class="govuk-body">
          Give the link one safe way and the code another: say it, or hand it over on paper. Printing this page makes
          two sheets: keep them apart.
        </p>
        <p class="govuk-body">Neither is shown again. If one is lost, make a new link and this one stops.</p>
      </div>
      ${sheetsToHandOver(address, code)}`,
  };
}

/** Staff: the supporters of a case, who of them can come in, and what they may know. */
export function supportersPage(
  reference: string,
  supporters: readonly Beside[],
  waysIn: readonly WayIn[],
  now: Date,
): Page {
  return {
    title: 'Supporters',
    back: `/cases/${reference}/access`,
    body: html` <h1 class="govuk-heading-l">Pages for supporters</h1>
      <p class="govuk-body">
        A supporter who comes to a meeting can have a page of the day: when it is, the ground rules and whom to ring.
        Where it is, only if the person they support says so. Nothing else.
      </p>
      ${supporters.length === 0 && html`<p class="govuk-body">Nobody in this case has a supporter.</p>`}
      ${supporters.map(({ id, called }) => {
        const way = waysIn.find(({ companionId }) => companionId === id);
        return html`<h2 class="govuk-heading-m">${called}</h2>
          <p class="govuk-body">${wayWords(way, now)}</p>
          <p class="govuk-body">
            <a class="govuk-link" href="/cases/${reference}/supporters/${id}">${way && isOpen(way, now) ? 'Change or end' : 'Give'} the page of ${called}</a>
          </p>`;
      })}`,
  };
}

/** Whether somebody can come in, or a link could let them. */
function isOpen({ usedAt, endedAt, linkEndsAt }: WayIn, now: Date): boolean {
  return endedAt === null && (usedAt !== null || linkEndsAt > now);
}

function wayWords(way: WayIn | undefined, now: Date): Html {
  if (!way) return html`They have no page.`;
  const { agreedOn, showsPlace, comesBack, linkEndsAt, usedAt, endedAt, endedBecause } = way;
  if (endedAt) return html`Ended ${momentInWords(endedAt)}: ${endedBecause}`;
  if (usedAt === null && linkEndsAt <= now) return html`They did not use their link in time.`;
  const state = usedAt
    ? html`They came in ${momentInWords(usedAt)}`
    : html`A link waits until ${momentInWords(linkEndsAt)}`;
  return html`${state}. Agreed on ${inWords(agreedOn)}; they may ${showsPlace ? 'know' : 'not know'} where it is. They come
  back by ${comesBack ? 'a code or a new link' : 'a new link only'}.`;
}

export interface OneSupporter {
  readonly reference: string;
  readonly who: Pick<Beside, 'id' | 'called' | 'email'>;
  /** Who they stand beside. */
  readonly beside: string;
  readonly way: WayIn | undefined;
  readonly today: PlainDate;
  readonly now: Date;
  readonly attempt: Attempt;
}

/** Staff: giving one supporter a page of the day on the participant's yes, and ending it. */
export function oneSupporterPage({ reference, who, beside, way, today, now, attempt }: OneSupporter): Page {
  const base = `/cases/${reference}/supporters/${who.id}`;
  return {
    title: 'A supporter',
    back: `/cases/${reference}/supporters`,
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">A page of the day for ${who.called}</h1>
      <p class="govuk-body">${wayWords(way, now)}</p>
      <h2 class="govuk-heading-m">Give a link</h2>
      ${form(
        base,
        [
          dayField(attempt, {
            name: 'agreed-on',
            label: `The day ${beside} said that ${who.called} may know when the meeting is`,
            value: today,
          }),
          tickField(attempt, {
            name: 'place',
            label: 'And where',
            values: way?.showsPlace ? ['yes'] : [],
            choices: [{ value: 'yes', text: `${beside} said that ${who.called} may know where it is` }],
          }),
          codeField(attempt, who, way),
        ],
        { text: 'Make a link and a code' },
      )}
      ${
        way &&
        isOpen(way, now) &&
        html`<h2 class="govuk-heading-m">End it</h2>
          ${form(`${base}/end`, areaField(attempt, { name: 'reason', label: 'Why', rows: 2 }), { text: 'End access now' })}`
      }`,
  };
}

// Asked of the supporter themselves: an address in the case is not yet one where it is safe to write.
function codeField(attempt: Attempt, { called, email }: OneSupporter['who'], way: WayIn | undefined): Html {
  if (email === '')
    return html`<p class="govuk-body">
      No e-mail address of ${called} is written down, so a new link is their only way back.
    </p>`;
  return tickField(attempt, {
    name: 'comes-back',
    label: 'Coming back',
    values: way?.comesBack ? ['yes'] : [],
    choices: [
      {
        value: 'yes',
        text: `${called} said themselves that a code may go to ${email}, and that nobody else reads what comes there`,
      },
    ],
  });
}

const ruth: Beside = {
  id: '6b6d5c1e-0000-4000-8000-000000000001' as CompanionId,
  participantId: '0b6d5c1e-0000-4000-8000-000000000001' as ParticipantId,
  kind: 'supporter',
  called: 'Ruth',
  email: 'ruth@example.org',
};
const now = new Date('2026-11-23T11:00:00Z');
const way: WayIn = {
  companionId: ruth.id,
  agreedOn: '2026-11-20' as PlainDate,
  showsPlace: true,
  comesBack: true,
  linkEndsAt: new Date('2026-11-27T11:00:00Z'),
  usedAt: null,
  endedAt: null,
  endedBecause: '',
};
const one: OneSupporter = {
  reference: '7K3M-QX94',
  who: ruth,
  beside: 'Joanne',
  way: undefined,
  today: '2026-11-23' as PlainDate,
  now,
  attempt: freshAttempt,
};

/** The pages as people meet them. */
export const examples: readonly { readonly name: string; readonly door?: 'participant'; readonly page: Page }[] = [
  { name: 'a code', door: 'participant', page: supporterCodePage('link', freshAttempt) },
  { name: 'a link that is closed', door: 'participant', page: supporterClosedLinkPage() },
  { name: 'signed out', door: 'participant', page: supporterLeftPage() },
  { name: 'coming back', door: 'participant', page: supporterBackPage(freshAttempt) },
  { name: 'a code to come back', door: 'participant', page: supporterBackCodePage(freshAttempt) },
  {
    name: 'a code to come back that does not work',
    door: 'participant',
    page: supporterBackCodePage({ typed: {}, problems: [{ field: 'code', text: explain('code-does-not-work') }] }),
  },
  {
    name: 'a link and a code',
    page: supporterInvitedPage(
      '7K3M-QX94',
      'Ruth',
      'http://localhost:3000/day/enter/abcdefghijklmnopqrstuvwxyz',
      '402915',
    ),
  },
  { name: 'no supporters', page: supportersPage('7K3M-QX94', [], [], now) },
  { name: 'a supporter whose link waits', page: supportersPage('7K3M-QX94', [ruth], [way], now) },
  { name: 'giving a page', page: oneSupporterPage(one) },
  {
    name: 'giving a page to somebody without an e-mail address',
    page: oneSupporterPage({ ...one, who: { ...ruth, email: '' } }),
  },
  {
    name: 'ending a page without a reason',
    page: oneSupporterPage({
      ...one,
      way: { ...way, usedAt: now },
      attempt: { typed: {}, problems: [{ field: 'reason', text: explain('reason-is-missing') }] },
    }),
  },
];
