import { pressForm } from '#platform/fields.ts';
import { button } from '#platform/govuk/button.ts';
import { checkboxes } from '#platform/govuk/checkboxes.ts';
import { tag } from '#platform/govuk/tag.ts';
import { html, type Html } from '#platform/html.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { Alike } from './facts.ts';
import type { Difference, Likeness, Near } from './rules.ts';

const reasonWords: Readonly<Record<Likeness | Difference, string>> = {
  'same-name': 'the same name',
  'same-names-swapped': 'the same names, the other way round',
  'short-name': 'the same name, once in short',
  'one-name-more': 'the same names, and one more',
  'sounds-alike': 'a name that sounds the same',
  'spelt-alike': 'a name spelt nearly the same',
  'same-first-name': 'the same first name',
  'same-family-name': 'the same family name',
  'same-birthday': 'the same date of birth',
  'day-and-month-swapped': 'the same date of birth, with day and month changed round',
  'birthday-one-part-off': 'nearly the same date of birth',
  'same-phone': 'the same phone number',
  'same-email': 'the same e-mail address',
  'same-reference': 'the same reference: an agency gave it too',
  'near-in-time-and-place': 'it happened in the same district, within three days',
  'same-town': 'it happened in the same town',
  'another-birthday': 'another date of birth',
  'another-name': 'another name',
};

/** What a referral that waits looks like, with each reason, and what can be done about it. */
export interface Likenesses {
  readonly reference: string;
  readonly alike: readonly Alike[];
  readonly apart: readonly { readonly otherId: string; readonly reference: string }[];
  /** Whether it belongs with no other referral: then it may be said to. */
  readonly isFree: boolean;
}

/** The part of a referral's page that says what it may be the same as. */
export function likenessSection(shown: Likenesses): Html {
  const { reference, alike, apart } = shown;
  return html`<section aria-labelledby="alike">
    <h2 class="govuk-heading-m" id="alike">May be with us already</h2>
    ${alike.length === 0 ? html`<p class="govuk-body">Nothing like it was found among what you may open.</p>` : suggestions(shown)}
    ${apart.map(
      ({ otherId, reference: other }) =>
        html`<div class="tp-told-apart"><p class="govuk-body">Somebody looked: not the same as ${other}.</p>
          ${pressForm(`/referrals/${reference}/apart/take-back`, { text: `Take back that ${other} is another`, quiet: true }, { other: otherId })}</div>`,
    )}
  </section>`;
}

/** What stands around who may be with us already: the advice to whoever looks, and whom they said is not the same, where they may say so. */
interface Finding {
  readonly advice: string;
  readonly notTheSame?: readonly string[];
}

/** Who may be with us already, for whoever is writing somebody down or asks them: they look, and may say who is not the same. */
export function foundSection(alike: readonly Alike[], { advice, notTheSame }: Finding): Html {
  if (alike.length === 0) return html`<p class="govuk-body">Nothing like it was found among what you may open.</p>`;
  return html`<h2 class="govuk-heading-m">May be with us already</h2>
    <p class="govuk-body">${advice}</p>
    <ul class="tp-list">
      ${alike.map(
        (each, at) => html`<li class="tp-list__row">
          <div>
            <a class="tp-list__link" href="/${each.kind}s/${each.reference}" target="_blank" rel="noopener">${namedAs(each)} (opens in a new tab)</a>
            ${standsAs(each)} ${people(each)}
          </div>
          <p>${howSure(each)}</p>
          ${notTheSame && notSame(each, at, notTheSame.includes(each.id))}
        </li>`,
      )}
    </ul>`;
}

/** What whoever writes somebody down is told. */
export const adviceToWriter =
  'If it is the same and something is new, write it down all the same: on its page you link it to the case. If nothing is new, you need not write it down twice. Tick whoever is not the same: it is remembered once you write it down.';

/** What whoever adds somebody else to a referral is told. */
export const adviceOfAnother =
  'If it is the same person, read what is there first. Once they are added, this page says so too: there you link the referral, or say that it is another.';

// Of what waits or goes on nothing is said: that is what is usual.
function standsAs({ kind, status }: Alike): Html {
  if (kind === 'case') return html`${status === 'closed' && html`<p class="tp-list__note">That case is closed.</p>`}`;
  const isOver = status === 'declined' || status === 'withdrawn';
  return html`${isOver && html`<p class="tp-list__note">It was ${status}.</p>`}`;
}

function notSame(each: Alike, at: number, checked: boolean): Html {
  const text = html`Not the same<span class="govuk-visually-hidden"> as ${each.reference}</span>`;
  return checkboxes({
    idPrefix: `not-the-same-${at + 1}`,
    name: 'not-the-same',
    classes: 'govuk-checkboxes--small',
    items: [{ value: each.id, html: text, checked }],
  });
}

const namedAs = ({ kind, reference }: Alike) => `${kind === 'case' ? 'Case' : 'Referral'} ${reference}`;

function howSure({ is }: Alike): Html {
  return is === 'likely'
    ? tag({ text: 'Likely the same', classes: 'govuk-tag--yellow' })
    : tag({ text: 'Perhaps the same', classes: 'govuk-tag--grey' });
}

function suggestions({ reference, alike, isFree }: Likenesses): Html {
  return html`<ul class="tp-list">
    ${alike.map(
      (each) => html`<li class="tp-list__row">
        <div>
          <a class="tp-list__link" href="/${each.kind}s/${each.reference}">${namedAs(each)}</a>
          ${people(each)}
        </div>
        <p>${howSure(each)}</p>
        <div>
          ${doing(reference, each, isFree)}
          ${pressForm(`/referrals/${reference}/apart`, { text: `${each.reference} is not the same`, quiet: true }, { other: each.id })}
        </div>
      </li>`,
    )}
  </ul>`;
}

function nearInWords({ postcodeDistrict, daysApart }: Near): string {
  const apart = ['on the same day', 'one day apart'][daysApart] ?? `${daysApart} days apart`;
  return `it happened in the same district (${postcodeDistrict}), ${apart}`;
}

/** Each who looks like somebody, with every reason and whatever speaks against it. */
export function people({ people: alikes }: Pick<Alike, 'people'>): Html {
  return html`${alikes.map(({ soughtName, fullName, reasons, against, near }) => {
    const other = against.map((each) => reasonWords[each]).join(', ');
    const why = reasons.map((reason) =>
      reason === 'near-in-time-and-place' && near ? nearInWords(near) : reasonWords[reason],
    );
    // Whoever is written down may have no name yet.
    return html`<p class="tp-list__note">
      ${soughtName !== '' && `${soughtName} and `}${fullName}: ${why.join(', ')}${other !== '' && `. Against it: ${other}`}.
    </p>`;
  })}`;
}

function doing(reference: string, { kind, status, id, reference: other }: Alike, isFree: boolean): Html {
  if (kind === 'referral') {
    const isWaiting = status === 'received' || status === 'acknowledged';
    if (!isWaiting) return html`<p class="tp-list__note">It was ${status}.</p>`;
    const same = { text: `The same as ${other}: one case for both`, quiet: true };
    return html`<p class="tp-list__note">It waits too.</p>
      ${isFree && pressForm(`/referrals/${reference}/belongs`, same, { other: id })}`;
  }
  if (status === 'closed') return html`<p class="tp-list__note">That case is closed.</p>`;
  return button({
    text: `Link to case ${other}`,
    href: `/referrals/${reference}/link?case=${other}`,
    classes: 'govuk-button--secondary',
  });
}

const joanne: Alike = {
  kind: 'case',
  id: '7b1d2c3e-0000-4000-8000-000000000009',
  reference: '7K3M-QX94',
  status: 'open',
  is: 'likely',
  people: [
    {
      soughtName: 'Jo Hartly',
      fullName: 'Joanne Hartley',
      aboutId: '7b1d2c3e-0000-4000-8000-000000000001',
      reasons: ['sounds-alike', 'same-phone', 'same-reference', 'near-in-time-and-place'],
      against: ['another-birthday'],
      weight: 19,
      near: { postcodeDistrict: 'NN16', daysApart: 1 },
    },
  ],
};

const page = (shown: Partial<Likenesses>): Page => ({
  title: 'Referral 4CDA-9Q7W',
  body: html`<h1 class="govuk-heading-l">Referral 4CDA-9Q7W</h1>
    ${likenessSection({ reference: '4CDA-9Q7W', alike: [], apart: [], isFree: true, ...shown })}`,
});

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'A referral like nothing else', page: page({}) },
  {
    name: 'A referral that looks like a case and like another referral',
    page: page({
      alike: [
        joanne,
        { ...joanne, id: '2', kind: 'referral', reference: 'ACDE-4679', status: 'received', is: 'perhaps' },
        { ...joanne, id: '3', kind: 'referral', reference: 'ACDE-4680', status: 'declined', is: 'perhaps' },
        { ...joanne, id: '4', reference: 'ACDE-4681', status: 'closed' },
      ],
      apart: [{ otherId: '7b1d2c3e-0000-4000-8000-000000000004', reference: '9XQ4-MMN3' }],
    }),
  },
];
