import { type Html, html } from '#platform/html.ts';

/** The words of a page that stands in for the one asked for; the door puts its own layout around them. */
export interface ErrorPage {
  readonly title: string;
  readonly body: Html;
}

/** Also said when the page is there and is not theirs: nobody learns that a case exists. */
export function notFoundPage(home = '/'): ErrorPage {
  return page(
    'We cannot find that page',
    html`<p class="govuk-body">It may have moved, or the address may have a letter missing.</p>
      <p class="govuk-body">If you typed the address, check it. If you followed a link, go back and try again.</p>
      <p class="govuk-body"><a class="govuk-link" href="${home}">Go to the first page</a></p>`,
  );
}

/** The fault is ours; the reference number lets us find it in the log. */
export function faultPage(referenceNumber: string): ErrorPage {
  return page(
    'Something went wrong',
    html`<p class="govuk-body">This is our fault, not yours. We are sorry.</p>
      <p class="govuk-body">What you sent just now may not have been kept. What you sent before is safe.</p>
      <p class="govuk-body">
        Wait a few minutes, then try again. If it keeps happening, tell us and give this number:
        <strong>${referenceNumber}</strong>
      </p>`,
  );
}

/** Shown after signing out, and when a session has ended. */
export function signedOutPage(): ErrorPage {
  return page(
    'You are signed out',
    html`<p class="govuk-body">What you sent before is safe.</p>
      <p class="govuk-body">If you share this phone or computer, close this window too.</p>
      <p class="govuk-body"><a class="govuk-link" href="/">Go to the first page</a></p>`,
  );
}

/** A form that another site sent, or a page that another site wanted to show within its own. */
export function elsewherePage(): ErrorPage {
  return page(
    'Please come in by our own pages',
    html`<p class="govuk-body">
        This did not come from one of our pages, so we have not opened it. Nothing was changed. This keeps everyone’s
        information safe.
      </p>
      <p class="govuk-body">Open the page here and try again.</p>
      <p class="govuk-body"><a class="govuk-link" href="/">Go to the first page</a></p>`,
  );
}

/** More forms in a minute than a person sends. */
export function tooOftenPage(): ErrorPage {
  return page(
    'Please wait a minute',
    html`<p class="govuk-body">Many forms came from where you are in a short time. What you sent just now was not kept.</p>
      <p class="govuk-body">Go back, wait a minute, and send it again. What you typed should still be there.</p>`,
  );
}

/** More in an hour than people of one place send, of what somebody here then sees to. */
export function tooManyInAnHourPage(): ErrorPage {
  return page(
    'Please get in touch another way',
    html`<p class="govuk-body">
        Many people asked us something from where you are in the last hour, or a program did. What you sent just now was
        not kept.
      </p>
      <p class="govuk-body">
        You have not done anything wrong. <a class="govuk-link" href="/contact">You can ring or write to us</a>, or go
        back in an hour and send it again.
      </p>`,
  );
}

/** Too long, in a form we do not take, or cut off on the way. */
export function unreadablePage(): ErrorPage {
  return page(
    'We could not read that',
    html`<p class="govuk-body">What was sent was too long, or it was not complete. It was not kept.</p>
      <p class="govuk-body">Go back, make it shorter if it is very long, and send it again.</p>`,
  );
}

/** Somebody, or something, asked too often. */
export function tooManyPage(): ErrorPage {
  return page(
    'Please wait a little',
    html`<p class="govuk-body">
        We were asked for this many times in a short while, so we have paused it. This keeps everyone’s information
        safe.
      </p>
      <p class="govuk-body">Wait a few minutes, then try again. You have not done anything wrong.</p>`,
  );
}

function page(title: string, words: Html): ErrorPage {
  return {
    title,
    body: html`<h1 class="govuk-heading-l">${title}</h1>
      ${words}`,
  };
}

/** The pages that stand in for another, for the gallery. */
export const examples: readonly { readonly name: string; readonly door: 'public'; readonly page: ErrorPage }[] = [
  { name: 'not found', door: 'public', page: notFoundPage() },
  { name: 'a fault of ours', door: 'public', page: faultPage('3f2a91c0') },
  { name: 'signed out', door: 'public', page: signedOutPage() },
  { name: 'sent from another site', door: 'public', page: elsewherePage() },
  { name: 'could not be read', door: 'public', page: unreadablePage() },
  { name: 'too many in an hour', door: 'public', page: tooManyInAnHourPage() },
  { name: 'asked too often', door: 'public', page: tooManyPage() },
];
