import { button } from '#platform/govuk/button.ts';
import { html, type Html } from '#platform/html.ts';
import { showMarkup, type Meanings } from '#platform/plain-markup.ts';
import type { Page } from '#vocabulary/doors.ts';
import { usualLevels, workingDaysInWords, type ServiceLevels } from '#vocabulary/service-levels.ts';
import type { Reach, SitePage } from './facts.ts';

/** The service as its own pages speak of it. */
export interface Service {
  readonly name: string;
  readonly areaName: string;
  /** Empty where the service has none. */
  readonly phone: string;
  readonly email: string;
}

/** A cookie that the doors set, as the page about them tells it. */
export interface Cookie {
  readonly name: string;
  readonly about: string;
  readonly lasts: string;
}

/** What a page shows besides its own words. */
export interface Around {
  readonly service: Service;
  /** How soon the service reads what somebody wrote, decides, and gets in touch. */
  readonly levels: ServiceLevels;
  readonly cookies: readonly Cookie[];
  /** Whether text messages leave by themselves. */
  readonly sendsTexts: boolean;
  readonly before: Pick<SitePage, 'path' | 'title'> | undefined;
  readonly after: Pick<SitePage, 'path' | 'title'> | undefined;
}

/** A page of the public site with the ways to the ones before and after it. */
export function sitePage(page: Pick<SitePage, 'title' | 'description' | 'blocks' | 'reach'>, around: Around): Page {
  return {
    title: page.title,
    description: page.description,
    body: html`${showMarkup(page.blocks, meaningsFor(around, page.reach))}${onwards(around)}`,
  };
}

/** The pages before and after this one, for whoever reads them one after another. */
function onwards({ before, after }: Around): Html {
  if (!before && !after) return html``;
  const link = (to: Around['after'], rel: 'prev' | 'next', words: string) =>
    to && html`<li>${words} <a class="govuk-link" href="${to.path}" rel="${rel}">${to.title}</a></li>`;
  return html`<nav class="tp-onwards" aria-label="More pages">
    <ul>
      ${link(after, 'next', 'Next:')} ${link(before, 'prev', 'Before:')}
    </ul>
  </nav>`;
}

function meaningsFor({ service, levels, cookies, sendsTexts }: Around, reach: Reach): Meanings {
  // From the day somebody wrote until a facilitator calls, each promise begins where the one before it ends.
  const untilCall = levels.triage + levels.allocate + levels.firstContact;
  return {
    values: {
      ...{ service: service.name, area: service.areaName },
      'read within': workingDaysInWords(levels.acknowledge),
      'call within': workingDaysInWords(untilCall),
    },
    parts: {
      'ask for help': askForHelp(),
      'ways to reach us': waysToReachUs(service, reach),
      'who carries texts': sendsTexts ? whoCarriesTexts : html``,
      cookies: cookieTable(cookies),
      picture,
    },
  };
}

function askForHelp(): Html {
  return html`<h2 class="govuk-heading-m">Would you like to ask us for help?</h2>
    <p class="govuk-body">You do not have to decide anything today. If you ask, you do not have to go on.</p>
    <div class="govuk-button-group">
      ${button({ text: 'Ask us for help: I was harmed', href: '/refer?part=harmed' })}
      ${button({ text: 'Ask us for help: I am responsible', href: '/refer?part=responsible' })}
    </div>
    <p class="govuk-body">
      For your child, a friend or somebody you work with:
      <a class="govuk-link" href="/refer?part=another">ask us for help for somebody else</a>.
    </p>`;
}

/** Every way to reach the service, each under a heading of its own. */
function waysToReachUs({ phone, email }: Service, { text, post, hours }: Reach): Html {
  const number = (scheme: 'tel' | 'sms', typed: string) =>
    html`<a class="govuk-link" href="${scheme}:${typed.replaceAll(/[ ()]/g, '')}">${typed.replaceAll(' ', '\u00a0')}</a>`;
  return html`${
    phone !== '' &&
    html`<h2 class="govuk-heading-m">Phone</h2>
        <p class="govuk-body">${number('tel', phone)}</p>`
  }
    ${
      text !== '' &&
      html`<h2 class="govuk-heading-m">Text message</h2>
        <p class="govuk-body">${number('sms', text)}. Say how it is safe to answer you.</p>`
    }
    ${
      hours !== '' &&
      html`<h2 class="govuk-heading-m">When we are there</h2>
        <p class="govuk-body">${hours}</p>`
    }
    ${
      email !== '' &&
      html`<h2 class="govuk-heading-m">E-mail</h2>
        <p class="govuk-body"><a class="govuk-link" href="mailto:${email}">${email}</a></p>`
    }
    ${
      post !== '' &&
      html`<h2 class="govuk-heading-m">Post</h2>
        <p class="govuk-body">${post.split(/, */).map((line, at) => html`${at > 0 && html`<br />`}${line}`)}</p>`
    }
    <h2 class="govuk-heading-m">We ring you</h2>
    <p class="govuk-body">
      <a class="govuk-link" href="/call-back">Ask us to ring you</a>. You say when it is safe.
    </p>
    <h2 class="govuk-heading-m">Write to us here</h2>
    <p class="govuk-body">
      <a class="govuk-link" href="/refer">Ask us for help</a>. We ask how it is safe to reach you before anything else.
    </p>`;
}

const whoCarriesTexts = html`<p class="govuk-body">
  If we send you a text message, it goes through GOV.UK Notify, which the government runs. Notify gets your number and the
  words of the text, and keeps them for some days. We only send texts if you told us that this is safe, and a text never
  says what it is about.
</p>`;

function cookieTable(cookies: readonly Cookie[]): Html {
  return html`<dl class="govuk-summary-list">
    ${cookies.map(
      ({ name, about, lasts }) =>
        html`<div class="govuk-summary-list__row">
          <dt class="govuk-summary-list__key"><code>${name}</code></dt>
          <dd class="govuk-summary-list__value">${about} ${lasts}</dd>
        </div>`,
    )}
  </dl>`;
}

// Two people, and between them what is passed from hand to hand. It says nothing that the words do not.
const picture = html`<svg class="tp-picture" viewBox="0 0 240 96" aria-hidden="true" focusable="false">
  <g fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round">
    <circle cx="44" cy="28" r="13" />
    <path d="M18 84c2-24 12-34 26-34s22 8 25 20l23-4" />
    <circle cx="196" cy="28" r="13" />
    <path d="M222 84c-2-24-12-34-26-34s-22 8-25 20l-23-4" />
    <path class="tp-picture__piece" stroke-width="7" d="M116 76l9-26" />
    <path stroke-dasharray="1 9" d="M76 22q44-24 88 0" />
  </g>
</svg>`;

const aService: Service = {
  name: 'Northamptonshire Restorative Practice',
  areaName: 'Northamptonshire',
  phone: '01604 000000',
  email: 'hello@rp.example',
};

const around: Around = {
  service: aService,
  levels: usualLevels,
  cookies: [{ name: 'tp_visit', about: 'Keeps your answers together.', lasts: 'It ends after a day.' }],
  sendsTexts: true,
  before: { path: '/', title: 'What it is' },
  after: { path: '/questions', title: 'Questions people ask' },
};

const words = (text: string) => [{ kind: 'text', text }] as const;

export const examples: readonly { readonly name: string; readonly door: 'public'; readonly page: Page }[] = [
  {
    name: 'a page with every kind of block',
    door: 'public',
    page: sitePage(
      {
        title: 'How it works',
        description: 'How it works, step by step.',
        reach: { text: '', post: '', hours: '' },
        blocks: [
          { kind: 'heading', level: 1, of: words('How it works') },
          { kind: 'paragraph', of: words('We talk with each person alone first.') },
          { kind: 'part', name: 'picture' },
          { kind: 'heading', level: 2, of: words('If you meet') },
          { kind: 'heading', level: 3, of: words('What to bring') },
          { kind: 'list', isNumbered: false, items: [words('yourself'), [{ kind: 'strong', of: words('somebody') }]] },
          { kind: 'list', isNumbered: true, items: [words('You talk.'), words('You choose.')] },
          { kind: 'quote', of: words('You can say no.') },
          { kind: 'paragraph', of: [{ kind: 'link', href: '/questions', line: 1, of: words('Questions people ask') }] },
          { kind: 'part', name: 'ask for help' },
          { kind: 'part', name: 'cookies' },
          { kind: 'part', name: 'who carries texts' },
        ],
      },
      around,
    ),
  },
  {
    name: 'how to reach a service that has neither phone nor e-mail but answers texts and post, outside the row of pages',
    door: 'public',
    page: sitePage(
      {
        title: 'Contact',
        description: 'How to reach us.',
        reach: {
          text: '07700 900 100',
          post: 'Freepost A SERVICE, 1 High Street, Northampton, NN1 1AA',
          hours: 'Tuesdays and Thursdays, 10am to 4pm.',
        },
        blocks: [
          { kind: 'heading', level: 1, of: words('How to reach us') },
          { kind: 'part', name: 'ways to reach us' },
        ],
      },
      { ...around, service: { ...aService, phone: '', email: '' }, before: undefined, after: undefined },
    ),
  },
];
