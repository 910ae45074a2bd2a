import type { Assets } from '#platform/assets.ts';
import { backLink } from '#platform/govuk/back-link.ts';
import { exitThisPage } from '#platform/govuk/exit-this-page.ts';
import { serviceNavigation } from '#platform/govuk/service-navigation.ts';
import { skipLink } from '#platform/govuk/skip-link.ts';
import { type Fragment, type Html, html } from '#platform/html.ts';
import type { Watch } from '#service/kept-texts/pages.ts';
import { talkingPieceMark } from './mark.ts';

/** The doors that show pages. */
export type PageDoor = 'public' | 'participant' | 'staff' | 'referrer' | 'commissioner';

export interface NavigationItem {
  readonly text: string;
  readonly href: string;
  /** This page, or the part of the service that it belongs to. */
  readonly current?: boolean | undefined;
}

/** Ways that fold away, under what they are about. */
export interface NavigationGroup {
  readonly text: string;
  readonly items: readonly NavigationItem[];
}

export interface SignedIn {
  readonly name: string;
  readonly role?: string | undefined;
  /** The page of their own account. */
  readonly href?: string | undefined;
  readonly signOutAction: string;
}

export interface FooterContent {
  readonly links?: readonly { readonly text: string; readonly href: string }[] | undefined;
  /** Who runs the service and how to reach them. */
  readonly text?: string | undefined;
}

export interface LayoutOptions {
  readonly door: PageDoor;
  readonly assets: Pick<Assets, 'url'>;
  readonly serviceName: string;
  readonly title: string;
  /** The page itself, with its one h1. */
  readonly body: Html;
  /** Says "Your page" in the tab and the history of the browser, whatever the page is. On unless said otherwise for participants. */
  readonly neutralTitle?: boolean | undefined;
  readonly hasErrors?: boolean | undefined;
  /** What a search may show, and the one address of the page. Pages without ask searches to leave them out. */
  readonly found?: { readonly description: string; readonly address: string } | undefined;
  readonly homeHref?: string | undefined;
  readonly navigation?: readonly NavigationItem[] | undefined;
  /** What the menu of those who work here folds away. */
  readonly more?: readonly NavigationGroup[] | undefined;
  readonly signedIn?: SignedIn | undefined;
  readonly demonstration?: boolean | undefined;
  /** What the strip of a demonstration offers besides. */
  readonly strip?: Html | undefined;
  readonly back?: { readonly href: string; readonly text?: string | undefined } | undefined;
  /** A notification banner, above the page. */
  readonly notice?: Html | undefined;
  readonly footer?: FooterContent | undefined;
  /** A script besides the door's. */
  readonly script?: string | undefined;
  /** How long the session lasts in which the page was made, and what our script needs to look after it. */
  readonly watch?: Watch | undefined;
}

const defaultExit = 'https://www.bbc.co.uk/weather';
const themeColour = { working: '#0c4a48', open: '#f4eee3' };

/** The whole page of a door around its body. */
export function layout(options: LayoutOptions): Html {
  const { door, assets } = options;
  const open = isOpen(door);
  const style = open ? `${door}.css` : 'staff.css';
  const going = goesByItself(options);
  return html`<!doctype html>
    <html lang="en-GB" class="govuk-template">
      <head>
        <meta charset="utf-8" />
        <title>${pageTitle(options)}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        ${forSearches(options.found)}
        <meta name="theme-color" content="${open ? themeColour.open : themeColour.working}" />
        ${going?.refresh}
        <link rel="icon" href="${assets.url('favicon.svg')}" type="image/svg+xml" />
        <link rel="stylesheet" href="${assets.url(style)}" />
        ${early(assets.url('plain.woff2'))}
        <script type="module" src="${assets.url(open ? 'public.js' : 'staff.js')}"></script>
        ${options.script !== undefined && html`<script type="module" src="${assets.url(options.script)}"></script>`}
      </head>
      <body class="govuk-template__body tp-page">
        ${skipLink({ href: '#main-content', text: 'Skip to main content' })}
        ${open ? openHeader(options) : workingHeader(options)}
        <div class="govuk-width-container">
          ${open && quickExit()}
          ${going?.words} ${backNavigation(options.back)}
          <main class="govuk-main-wrapper" id="main-content">${options.notice} ${options.body}</main>
        </div>
        ${footer(options)} ${options.watch?.template}
      </body>
    </html>`;
}

/**
 * Where no script runs, nothing can ask before a session ends and take the page off afterwards. A page that is only read says at
 * its top how long it stays, with a way to keep it, and then asks for itself anew: who is signed out by then meets the sign-in
 * page. One with fields stays as it is: what somebody typed must not be lost.
 */
function goesByItself({ watch, body }: LayoutOptions): { readonly refresh: Html; readonly words: Html } | undefined {
  if (!watch || /<textarea|<select|<input(?![^>]*type="hidden")/.test(body.markup)) return undefined;
  const { idleMinutes, page } = watch;
  // Later than the session can end: it is written down once a minute only that somebody is there.
  return {
    refresh: html`<noscript><meta http-equiv="refresh" content="${(idleMinutes + 2) * 60}" /></noscript>`,
    words: html`<noscript>
      <p class="govuk-body-s tp-goes">
        To keep this safe, this page goes after ${idleMinutes} minutes, and you are signed out.
        <a class="govuk-link" href="${page}">Stay longer</a>
      </p>
    </noscript>`,
  };
}

// Asked for with the styles and not after them: a line that wraps otherwise until it comes would move the page.
function early(font: string): Html {
  return html`<link rel="preload" href="${font}" as="font" type="font/woff2" crossorigin />`;
}

function forSearches(found: LayoutOptions['found']): Html {
  if (!found) return html`<meta name="robots" content="noindex" />`;
  return html`<meta name="description" content="${found.description}" /><link rel="canonical" href="${found.address}" />`;
}

// People who may be watched get the wide quiet pages; those who work here get the closer ones.
function isOpen(door: PageDoor): boolean {
  return door === 'public' || door === 'participant';
}

function pageTitle({ door, title, serviceName, neutralTitle, hasErrors }: LayoutOptions): string {
  const neutral = neutralTitle ?? door === 'participant';
  return `${hasErrors ? 'Error: ' : ''}${neutral ? 'Your page' : `${title} – ${serviceName}`}`;
}

// For people who use the keyboard or a screen reader: the second thing they meet, as GOV.UK does it.
function quickExitSkipLink(): Html {
  return skipLink({
    href: defaultExit,
    text: 'Exit this page',
    classes: 'govuk-js-exit-this-page-skiplink',
    attributes: { rel: 'nofollow noreferrer' },
  });
}

// What somebody who hears the page is told as they press Escape.
function quickExit(): Html {
  return exitThisPage({
    attributes: { role: 'region', 'aria-label': 'Leave this page' },
    pressTwoMoreTimesText: 'Press Escape 2 more times to leave.',
    pressOneMoreTimeText: 'Press Escape 1 more time to leave.',
    timedOutText: 'You are still on this page.',
  });
}

function openHeader({ door, serviceName, homeHref = '/', navigation, signedIn, demonstration }: LayoutOptions): Html {
  const home = html`<a class="tp-header__home" href="${homeHref}">${talkingPieceMark}<span>${serviceName}</span></a>`;
  return html`<header class="tp-header tp-header--${door}">
    ${quickExitSkipLink()} ${demonstration && demonstrationStrip()}
    <div class="govuk-width-container tp-header__inner">${home}${who(signedIn)}</div>
    ${navigation && navigation.length > 0 && html`<div class="govuk-width-container">${headerTabs(navigation)}</div>`}
  </header>`;
}

function headerTabs(items: readonly NavigationItem[]): Html {
  const links = items.map(
    ({ text, href, current }) =>
      html`<li><a class="tp-tabs__link" href="${href}" ${current && html` aria-current="true"`}>${text}</a></li>`,
  );
  return html`<nav class="tp-tabs tp-tabs--header" aria-label="Menu">
    <ul class="tp-tabs__list">
      ${links}
    </ul>
  </nav>`;
}

function workingHeader({
  serviceName,
  homeHref = '/',
  navigation,
  more = [],
  signedIn,
  demonstration,
  strip,
}: LayoutOptions): Html {
  const items = navigation?.map(({ text, href, current }) => ({ text, href, active: current ?? false }));
  return html`<header>
    ${demonstration && demonstrationStrip(strip)}
    <div class="tp-header tp-header--staff">
      <div class="govuk-width-container tp-header__inner">
        <a class="tp-header__home" href="${homeHref}">${talkingPieceMark}<span>Talking Piece</span></a>
        <p class="tp-header__service">${serviceName}</p>
        ${who(signedIn)}
      </div>
    </div>
    ${items && items.length > 0 && serviceNavigation({ navigation: items, slots: { navigationEnd: folded(more) } })}
  </header>`;
}

function folded(groups: readonly NavigationGroup[]): Html | undefined {
  if (groups.length === 0) return undefined;
  const here = groups.flatMap(({ items }) => items).find(({ current }) => current);
  return html`<li class="govuk-service-navigation__item tp-more">
    <details>
      <summary class="tp-more__open">${here ? html`<strong>More: ${here.text}</strong>` : 'More'}</summary>
      <div class="tp-more__groups">
        ${groups.map(
          ({ text, items }) =>
            html`<div>
              <p class="tp-more__about">${text}</p>
              <ul>
                ${items.map(
                  (item) =>
                    html`<li><a class="govuk-link" href="${item.href}" ${item.current && html` aria-current="true"`}>${item.text}</a></li>`,
                )}
              </ul>
            </div>`,
        )}
      </div>
    </details>
  </li>`;
}

function who(signedIn: SignedIn | undefined): Fragment {
  if (!signedIn) return undefined;
  const { name, role, href, signOutAction } = signedIn;
  return html`<div class="tp-header__who">
    <p>${href === undefined ? name : html`<a class="tp-link-button" href="${href}">${name}</a>`}${role !== undefined && `, ${role}`}</p>
    <form method="post" action="${signOutAction}"><button class="tp-link-button" type="submit">Sign out</button></form>
  </div>`;
}

function demonstrationStrip(more?: Html): Html {
  return html`<div class="tp-banner-demo">
    <div class="govuk-width-container">
      <p><strong>Demonstration.</strong> Every person and event here is made up. Do not put in anything real.</p>
      ${more}
    </div>
  </div>`;
}

function backNavigation(back: LayoutOptions['back']): Fragment {
  if (!back) return undefined;
  return html`<nav class="tp-back" aria-label="Back">${backLink({ href: back.href, text: back.text ?? 'Back' })}</nav>`;
}

function footer({ door, footer: content }: LayoutOptions): Html {
  const links = content?.links ?? [];
  return html`<footer class="tp-footer">
    <div class="govuk-width-container">
      ${isOpen(door) && html`<p><strong>In danger now? Call 999.</strong> If you cannot speak, press 55 when you are asked to.</p>`}
      ${content?.text !== undefined && html`<p>${content.text}</p>`}
      ${
        links.length > 0 &&
        html`<ul>
          ${links.map(({ text, href }) => html`<li><a class="govuk-link" href="${href}">${text}</a></li>`)}
        </ul>`
      }
    </div>
  </footer>`;
}
