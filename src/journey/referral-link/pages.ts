import { pressForm } from '#platform/fields.ts';
import { button } from '#platform/govuk/button.ts';
import { html, type Html } from '#platform/html.ts';
import { inWords, dayOf } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';

/** What a referral is linked to or belongs with. */
export interface Belonging {
  readonly reference: string;
  readonly link: { readonly caseReference: string; readonly linkedAt: Date } | undefined;
  /** The referral that it belongs with; with its case, once it is one that whoever looks may open. */
  readonly first: { readonly reference: string; readonly caseReference: string | null } | undefined;
  /** The referrals that belong with it. */
  readonly seconds: readonly string[];
}

/** The part of a referral's page that says which case, or which other referral, it is the same as. */
export function belongingSection(shown: Belonging): Html {
  return shown.link ? linked(shown.reference, shown.link) : belonging(shown);
}

function linked(reference: string, { caseReference, linkedAt }: NonNullable<Belonging['link']>): Html {
  return html`<section aria-labelledby="linked">
    <h2 class="govuk-heading-m" id="linked">Linked</h2>
    <p class="govuk-body">
      Linked to <a class="govuk-link" href="/cases/${caseReference}">case ${caseReference}</a> on ${inWords(dayOf(linkedAt))}.
      If that was wrong, take it back: the referral waits for a decision again. Whoever joined the case with it stays in
      the case.
    </p>
    ${pressForm(`/referrals/${reference}/unlink`, { text: 'Take the link back', quiet: true })}
  </section>`;
}

// One incident, one case: which of two that wait becomes it, and how the other comes to it.
function belonging({ reference, first, seconds }: Belonging): Html {
  if (!first && seconds.length === 0) return html``;
  const link = (to: string) => html`<a class="govuk-link" href="/referrals/${to}">referral ${to}</a>`;
  return html`<section aria-labelledby="belongs">
    <h2 class="govuk-heading-m" id="belongs">The same, referred twice</h2>
    ${seconds.map((each) => html`<p class="govuk-body">The same as ${link(each)}, which is linked to the case that this becomes.</p>`)}
    ${
      first &&
      html`<p class="govuk-body">The same as ${link(first.reference)}. That one becomes the case, and this is linked to it then: one case, two referrals.</p>
        ${
          first.caseReference !== null &&
          button({
            text: `It is a case now: link this to ${first.caseReference}`,
            href: `/referrals/${reference}/link?case=${first.caseReference}`,
          })
        }
        ${pressForm(`/referrals/${reference}/belongs/take-back`, { text: 'Take back that they are the same', quiet: true })}`
    }
  </section>`;
}

const page = (shown: Partial<Belonging>): Page => ({
  title: 'Referral 4CDA-9Q7W',
  body: html`<h1 class="govuk-heading-l">Referral 4CDA-9Q7W</h1>
    ${belongingSection({ reference: '4CDA-9Q7W', link: undefined, first: undefined, seconds: [], ...shown })}`,
});

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  {
    name: 'A referral that belongs with another, which is a case now',
    page: page({ first: { reference: 'ACDE-4679', caseReference: 'ACDE-4679' } }),
  },
  { name: 'A referral with which another belongs', page: page({ seconds: ['ACDE-4679'] }) },
  {
    name: 'A referral that was linked',
    page: page({ link: { caseReference: '7K3M-QX94', linkedAt: new Date('2026-11-20T10:00:00Z') } }),
  },
];
