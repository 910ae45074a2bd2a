import { button } from '#platform/govuk/button.ts';
import { notificationBanner } from '#platform/govuk/notification-banner.ts';
import { summaryList } from '#platform/govuk/summary-list.ts';
import { html, paragraphs, type Html } from '#platform/html.ts';
import { dayOf, inWordsWithWeekday, timeInWords } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import { pageWith, type Changed } from './rules.ts';
import type { KeptText } from './facts.ts';

type Offered = Pick<KeptText, 'id' | 'page' | 'keptAt' | 'wasSentTooLate'>;

function whenInWords(at: Date): string {
  return `${inWordsWithWeekday(dayOf(at))} at ${timeInWords(at)}`;
}

/** Above a form: what the reader typed there before and did not send. It comes back when they say so, not by itself. */
export function offerOf(
  base: string,
  texts: readonly Offered[],
  where: 'here' | 'elsewhere' = 'here',
): Html | undefined {
  if (texts.length === 0) return undefined;
  return notificationBanner({
    titleText: 'Not sent yet',
    titleId: 'not-sent-yet',
    html: html`${texts.map((text) => oneOffer(base, text, where))}`,
  });
}

function oneOffer(base: string, { id, page, keptAt, wasSentTooLate }: Offered, where: 'here' | 'elsewhere'): Html {
  const when = whenInWords(keptAt);
  const writing = `You were writing something ${where === 'here' ? 'here ' : ''}on ${when}`;
  return html`<div class="tp-kept">
    <p class="govuk-body">
      ${
        wasSentTooLate
          ? `${writing}, and you had been signed out. It is kept, and nothing was done with it.`
          : `${writing}. It was not sent.`
      }
    </p>
    <div class="govuk-button-group">
      <a class="govuk-button govuk-button--secondary" role="button" data-module="govuk-button" href="${pageWith(page, id)}"
        >Bring it back<span class="govuk-visually-hidden">, from ${when}</span></a
      >
      <form method="post" action="${base}/kept/throw-away">
        <input type="hidden" name="kept" value="${id}" /><input type="hidden" name="kept-page" value="${page}" /><button
          class="tp-link-button"
          type="submit"
        >
          Throw it away<span class="govuk-visually-hidden">, from ${when}</span>
        </button>
      </form>
    </div>
  </div>`;
}

/** Above a form that holds again what was typed before. */
export function broughtBack({ keptAt }: Pick<KeptText, 'keptAt'>): Html {
  return notificationBanner({
    titleText: 'Not sent yet',
    titleId: 'not-sent-yet',
    html: html`<p class="govuk-notification-banner__heading">
        This is what you wrote on ${whenInWords(keptAt)}. It is not sent yet.
      </p>
      <p class="govuk-body">Read it, change what you like, and send it when it is right.</p>`,
  });
}

/** Above a form that was changed by somebody else, or in another window, since it was opened: what stands there now. (KPT-6) */
export function changedWords(changed: readonly Changed[]): Html {
  return notificationBanner({
    titleText: 'Changed meanwhile',
    titleId: 'changed-meanwhile',
    html: html`<p class="govuk-notification-banner__heading">This was changed after you opened it.</p>
      <p class="govuk-body">
        Below is what is kept now. Your own text is in the form. Nothing is lost: put together what should stand, then save
        again.
      </p>
      ${summaryList({
        rows: changed.map(({ label, words }) => ({
          key: { text: label },
          value: { html: words === '' ? html`<p class="govuk-body">Nothing</p>` : paragraphs(words) },
        })),
      })}`,
  });
}

// How people of each door sign out and in again. Whoever refers for an agency signs in as staff do; a supporter types nothing.
const waysOf = {
  '': { out: '/sign-out', in: '/sign-in', types: true },
  '/agency': { out: '/sign-out', in: '/sign-in', types: true },
  '/my': { out: '/my/sign-out', in: '/my/back', types: true },
  '/day': { out: '/day/sign-out', in: '/day/back', types: false },
} as const;

/** What our script needs on every page of somebody signed in: a question before the session ends, and what stands there after. */
export interface Watched {
  /** Where the door's own ways begin: empty, `/my`, `/agency` or `/day`. */
  readonly base: keyof typeof waysOf;
  /** How long a session lasts when nobody is there, and how long before its end we ask. */
  readonly idleMinutes: number;
  readonly warnMinutes: number;
  /** Whom the page was made for, as a mark that says nothing. */
  readonly reader: string;
  /** The page that text typed here belongs to. */
  readonly page: string;
  /** The text that was brought back, its window and its form. */
  readonly goesOn?: { readonly window: string; readonly form: string } | undefined;
}

/** How a page of somebody signed in is looked after: by our script, and by itself where none runs. */
export interface Watch {
  /** Stands at the end of a page and shows nothing: the words that our script uses when it is needed. */
  readonly template: Html;
  readonly idleMinutes: number;
  readonly page: string;
}

/** What a page says about the session that it was made in. */
export function watchOf(watched: Watched): Watch {
  return { template: templateOf(watched), idleMinutes: watched.idleMinutes, page: watched.page };
}

function templateOf({ base, idleMinutes, warnMinutes, reader, page, goesOn }: Watched): Html {
  const ways = waysOf[base];
  const going = goesOn && html` data-window="${goesOn.window}" data-form="${goesOn.form}"`;
  return html`<template
    id="tp-watch"
    data-base="${base}"
    data-idle="${idleMinutes * 60}"
    data-warn="${warnMinutes * 60}"
    data-reader="${reader}"
    data-page="${page}"
    ${going}
    ><dialog class="tp-dialog" role="alertdialog" aria-labelledby="tp-ask" aria-describedby="tp-ask-more">
      <h2 class="govuk-heading-m" id="tp-ask">Are you still there?</h2>
      <p class="govuk-body" id="tp-ask-more">
        To keep everything safe, we sign you out at <strong data-at></strong>. ${ways.types && 'What you have typed is kept for you.'}
      </p>
      <div class="govuk-button-group">
        ${button({ text: 'Stay signed in', type: 'button', attributes: { 'data-stay': '' } })}
        <form method="post" action="${ways.out}"><button class="tp-link-button" type="submit">Sign out now</button></form>
      </div>
    </dialog>
    <div class="govuk-width-container govuk-main-wrapper" id="tp-ended" tabindex="-1">
      <p class="govuk-heading-l" data-title>You are signed out</p>
      <p class="govuk-body">Nobody had been here for a while. ${ways.types && 'What you typed is kept for you: sign in again and go on.'}</p>
      <div data-sign-in>
        <p class="govuk-body"><a class="govuk-link" href="${ways.in}" data-on>Go on</a></p>
      </div>
    </div>
    <p class="tp-kept-note" role="status" data-elsewhere>
      You are writing here in another window too. Both texts are kept, each by itself. Send only one of them.
    </p></template
  >`;
}

const at = new Date('2026-11-24T14:05:00Z');
const text: Offered = {
  id: '00000000-0000-4000-8000-000000000001',
  page: '/cases/7K3M-QX94/notes',
  keptAt: at,
  wasSentTooLate: false,
};

function around(name: string, inside: Html | undefined): { readonly name: string; readonly page: Page } {
  return { name, page: { title: 'Notes', body: html`${inside}<h1 class="govuk-heading-l">Notes</h1>` } };
}

/** The pages as people meet them. */
export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  around('a text that was not sent', offerOf('', [text])),
  around(
    'two texts, one sent too late',
    offerOf('', [text, { ...text, id: '00000000-0000-4000-8000-000000000002', wasSentTooLate: true }]),
  ),
  around('a text from another page', offerOf('/my', [text], 'elsewhere')),
  around(
    'a form that was changed meanwhile',
    changedWords([{ name: 'codeword', label: 'A word only they and we know', words: 'Heron' }]),
  ),
  around('a text that was brought back', broughtBack(text)),
];
