import { errorsOf, form, textField } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { html } from '#platform/html.ts';
import { momentInWords } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import {
  levelWords,
  serviceLevels,
  usualLevels,
  type ServiceLevel,
  type ServiceLevels,
} from '#vocabulary/service-levels.ts';
import { explain } from './rules.ts';

const hints: Readonly<Record<ServiceLevel, string>> = {
  acknowledge: 'Working days from the day a referral reached us.',
  triage: 'Working days from the day a referral reached us. They stop while we wait for an answer of whoever referred.',
  allocate: 'Working days from the day a referral was accepted.',
  firstContact: 'Working days from the day a facilitator leads the case, for the people who are spoken with first.',
};

/** How soon the service does what it promises, for those who say so. */
export function levelsPage(
  levels: ServiceLevels,
  set: { readonly by: string; readonly at: Date } | undefined,
  attempt: Attempt,
): Page {
  return {
    title: 'Service levels',
    body: html`${errorsOf(attempt)}
      <h1 class="govuk-heading-l">Service levels</h1>
      <p class="govuk-body">
        How soon we do what we promise. Weekends and the bank holidays of England do not count. A change holds for what begins
        from now on: a clock that runs keeps the day it was given.
      </p>
      ${form(
        '/service-levels',
        serviceLevels.map((level) =>
          textField(attempt, {
            name: level,
            label: `${levelWords[level]}, in working days`,
            hint: hints[level],
            value: `${levels[level]}`,
            width: 2,
            inputmode: 'numeric',
          }),
        ),
        { text: 'Keep these levels' },
      )}
      <p class="govuk-body">
        ${set ? `Set by ${set.by}, ${momentInWords(set.at)}.` : 'These are the usual ones. Nobody has set others.'} What they
        were before stands in the trail of changes.
      </p>`,
  };
}

const set = { by: 'Amara Okafor', at: new Date('2026-11-20T10:00:00Z') };

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'The usual service levels', page: levelsPage(usualLevels, undefined, freshAttempt) },
  {
    name: 'Service levels that cannot be promised',
    page: levelsPage({ ...usualLevels, triage: 4 }, set, {
      typed: { acknowledge: '0', triage: '4', allocate: '5', firstContact: '5' },
      problems: [{ field: 'acknowledge', text: explain('not-from-1-to-30-days') }],
    }),
  },
];
