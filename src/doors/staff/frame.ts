import { html, type Html } from '#platform/html.ts';
import { dayOf, inWords, momentInWords, plusDays } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { CaseFrame } from '#vocabulary/frame.ts';
import { caseStatusWords, stageWords } from '#vocabulary/parts.ts';
import { ownDoorOf } from '#vocabulary/staff.ts';
import type { Watch } from '#service/kept-texts/pages.ts';
import { seeingStrip } from '#service/sign-in/seeing-pages.ts';
import type { StaffSession } from '#service/sign-in/store.ts';
import { layout } from '../layout.ts';
import type { Ports } from '../ports.ts';
import { caseTabs } from './case-tabs.ts';
import { placesFor } from './places.ts';

export interface StaffPage {
  readonly ports: Pick<Ports, 'assets'>;
  readonly staff: StaffSession;
  /** Set on the pages of a case. */
  readonly frame: CaseFrame | undefined;
  readonly page: Page;
  readonly path: string;
  readonly notice: Html | undefined;
  readonly hasErrors: boolean;
  readonly watch: Watch;
}

/** A staff page in its layout; a page of a case stands below the case's head and tabs. */
export function staffLayout({ ports, staff, frame, page, path, notice, hasErrors, watch }: StaffPage): Html {
  return layout({
    door: 'staff',
    assets: ports.assets,
    serviceName: staff.serviceName,
    // A browser prints the title at the head of each sheet.
    neutralTitle: page.isHandedOver,
    title: frame ? `${page.title}, ${frame.reference}` : page.title,
    body: frame ? html`${caseHead(frame)}${caseTabs(frame.reference, path)}${page.body}` : page.body,
    homeHref: ownDoorOf(staff) ?? '/work',
    ...placesFor(staff, path),
    signedIn: {
      name: staff.name,
      role: staff.roles.join(', ').replaceAll('-', ' '),
      href: '/account',
      signOutAction: '/sign-out',
    },
    demonstration: staff.isDemonstration,
    strip: staff.isDemonstration ? seeingStrip(staff) : undefined,
    back: page.back === undefined ? undefined : { href: page.back },
    notice,
    hasErrors,
    script: page.script,
    watch,
  });
}

function caseHead(frame: CaseFrame): Html {
  const facilitators = frame.facilitators.map(({ name, as }) => (as === 'lead' ? name : `${name} (co)`)).join(', ');
  const { lookingUntil, coveringUntil } = frame.own;
  return html`${
    lookingUntil &&
    html`<p class="govuk-inset-text">
        You opened this case by breaking the glass. You can look and change nothing, until ${momentInWords(lookingUntil)}. The data
        officer knows.
      </p>`
  }
  ${coveringUntil && html`<p class="govuk-inset-text">You cover here for a colleague who is away, until ${inWords(plusDays(dayOf(coveringUntil), -1))}.</p>`}
  <div class="tp-case-head">
    <p class="tp-case-head__reference">
      <a class="govuk-link" href="/cases/${frame.reference}">Case ${frame.reference}</a>
      ${frame.isRestricted && html`<a class="govuk-tag" href="/cases/${frame.reference}/readers">Restricted</a>`}
    </p>
    <p class="tp-case-head__facts">
      ${caseStatusWords[frame.status]} · ${stageWords[frame.stage]} ·
      ${frame.participants.map(({ called }) => called).join(', ')}${facilitators !== '' && html` · with ${facilitators}`}
    </p>
  </div>`;
}
