import { type Fragment, Html, html } from '#platform/html.ts';
import { type Attributes, attribute, attributes, type ElementOptions, moreClasses } from './attributes.ts';
import { type Content, content, each, hasContent, hasMarkup, type Maybe } from './content.ts';

export interface ServiceNavigationItem extends Content {
  readonly href?: string | undefined;
  /** This page. */
  readonly current?: boolean | undefined;
  /** The part of the service that this page belongs to. */
  readonly active?: boolean | undefined;
  readonly attributes?: Attributes | undefined;
}

export interface ServiceNavigationOptions extends ElementOptions {
  readonly serviceName?: string | undefined;
  readonly serviceUrl?: string | undefined;
  readonly navigation?: readonly Maybe<ServiceNavigationItem>[] | undefined;
  readonly navigationId?: string | undefined;
  readonly navigationLabel?: string | undefined;
  readonly navigationClasses?: string | undefined;
  readonly menuButtonText?: string | undefined;
  readonly menuButtonLabel?: string | undefined;
  readonly collapseNavigationOnMobile?: boolean | undefined;
  readonly ariaLabel?: string | undefined;
  readonly slots?: ServiceNavigationSlots | undefined;
}

export interface ServiceNavigationSlots {
  readonly start?: Html | undefined;
  readonly end?: Html | { readonly html: Html; readonly align?: 'inline' | undefined } | undefined;
  readonly navigationStart?: Html | undefined;
  readonly navigationEnd?: Html | undefined;
}

/** The name of the service and the ways to its parts. */
export function serviceNavigation(options: ServiceNavigationOptions): Html {
  const { slots, serviceName } = options;
  const end = endSlot(slots?.end);
  const inside = html`<div
    class="govuk-width-container${end.inline && ' govuk-service-navigation__inlining-container'}"
  >
    ${slots?.start}
    <div class="govuk-service-navigation__container">
      ${serviceName && name(serviceName, options.serviceUrl)} ${navigation(options)}
    </div>
    ${end.markup}
  </div>`;
  const own = html`class="govuk-service-navigation${moreClasses(options.classes)}"
  data-module="govuk-service-navigation"${attributes(options.attributes)}`;
  // Only a section with a name of its own is a landmark; without one the nav inside is landmark enough.
  const landmark = serviceName || hasMarkup(slots?.start) || hasMarkup(end.markup);
  if (!landmark) return html`<div ${own}>${inside}</div>`;
  return html`<section aria-label="${options.ariaLabel ?? 'Service information'}" ${own}>${inside}</section>`;
}

interface EndSlot {
  readonly markup: Html | undefined;
  readonly inline: boolean;
}

function endSlot(end: ServiceNavigationSlots['end']): EndSlot {
  if (!end || end instanceof Html) return { markup: end, inline: false };
  return { markup: end.html, inline: end.align === 'inline' };
}

function name(serviceName: string, url: string | undefined): Html {
  const shown = url
    ? html`<a href="${url}" class="govuk-service-navigation__link"> ${serviceName} </a>`
    : html`<span class="govuk-service-navigation__text">${serviceName}</span>`;
  return html`<span class="govuk-service-navigation__service-name"> ${shown} </span>`;
}

function navigation(options: ServiceNavigationOptions): Html | undefined {
  const { slots, menuButtonText } = options;
  const items = (options.navigation ?? []).filter((item) => !!item);
  if (items.length === 0 && !hasMarkup(slots?.navigationStart) && !hasMarkup(slots?.navigationEnd)) return undefined;
  const id = options.navigationId || 'navigation';
  const label = options.navigationLabel || menuButtonText || 'Menu';
  const collapse = options.collapseNavigationOnMobile ?? items.length > 1;
  return html`<nav
    aria-label="${label}"
    class="govuk-service-navigation__wrapper${moreClasses(options.navigationClasses)}"
  >
    ${collapse && menuButton(options, id)}
    <ul class="govuk-service-navigation__list" id="${id}">
      ${slots?.navigationStart} ${each(items, item)} ${slots?.navigationEnd}
    </ul>
  </nav>`;
}

function menuButton(options: ServiceNavigationOptions, controls: string): Html {
  const text = options.menuButtonText || 'Menu';
  const label = options.menuButtonLabel === text ? undefined : options.menuButtonLabel;
  return html`<button
    type="button"
    class="govuk-service-navigation__toggle govuk-js-service-navigation-toggle"
    aria-controls="${controls}"
    ${attribute('aria-label', label)}
    hidden
    aria-hidden="true"
  >
    ${text}
  </button>`;
}

function item(shown: ServiceNavigationItem): Html {
  const active = shown.active || shown.current;
  const current = attribute('aria-current', active && (shown.current ? 'page' : 'true'));
  // Strong, so that the active item stands out for people who override colours or styles.
  const inside = active
    ? html`<strong class="govuk-service-navigation__active-fallback">${content(shown)}</strong>`
    : content(shown);
  return html`<li class="govuk-service-navigation__item${active && ' govuk-service-navigation__item--active'}">
    ${target(shown, current, inside)}
  </li>`;
}

function target(shown: ServiceNavigationItem, current: Html, inside: Fragment): Html | undefined {
  if (shown.href) {
    return html`<a
      class="govuk-service-navigation__link"
      href="${shown.href}"
      ${current}${attributes(shown.attributes)}
    >
      ${inside}
    </a>`;
  }
  if (!hasContent(shown)) return undefined;
  return html`<span class="govuk-service-navigation__text"${current}> ${inside} </span>`;
}
