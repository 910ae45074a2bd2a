import { dayField, form, pressForm, textField, tickField } from '#platform/fields.ts';
import type { Attempt } from '#platform/forms.ts';
import { html, type Html } from '#platform/html.ts';
import { inWords } from '#vocabulary/dates.ts';
import type { DayToAvoid } from './avoid-rules.ts';
import type { DayToAvoidOnFile } from './facts.ts';

/** The days that one person avoids, and another one to write down, for their page. */
export function daysToAvoid(shown: {
  readonly path: string;
  readonly called: string;
  readonly days: readonly DayToAvoidOnFile[];
  readonly mayWrite: boolean;
  readonly attempt: Attempt;
}): Html {
  const { path, called, days, mayWrite, attempt } = shown;
  return html`<h2 class="govuk-heading-m" id="avoid">Days to avoid</h2>
    <p class="govuk-body">
      Days on which ${called} should not have to meet, such as a birthday, an anniversary or an inquest. Only staff of the case read this.
      Tell nobody on another side that there is such a day: a day to avoid is simply not offered.
    </p>
    ${
      days.length === 0
        ? html`<p class="tp-empty govuk-body">None is written down.</p>`
        : html`<ul class="tp-list">
            ${days.map(
              (day) =>
                html`<li class="tp-list__row">
                  <p><strong>${dayWords(day)}</strong>: ${day.words}</p>
                  ${
                    mayWrite &&
                    pressForm(
                      path,
                      { text: 'Take out', about: dayWords(day), quiet: true },
                      { step: 'avoid-no-longer', 'avoid-id': day.id },
                    )
                  }
                </li>`,
            )}
          </ul>`
    }
    ${
      mayWrite &&
      form(
        path,
        [
          html`<input type="hidden" name="step" value="avoid" />`,
          dayField(attempt, {
            name: 'avoid',
            label: 'A day to avoid',
            hint: 'For example, 14 3 2027. What comes every year may have begun long ago.',
          }),
          tickField(attempt, {
            name: 'avoid-every-year',
            label: 'How often',
            choices: [{ value: 'yes', text: 'It comes again every year' }],
          }),
          textField(attempt, {
            name: 'avoid-words',
            label: 'Why',
            hint: 'Such as his birthday. It stays on their side.',
          }),
        ],
        { text: 'Write it down', quiet: true },
      )
    }`;
}

function dayWords({ onDay, isEveryYear }: Pick<DayToAvoid, 'onDay' | 'isEveryYear'>): string {
  const [day, month, year] = inWords(onDay).split(' ');
  return isEveryYear ? `Every ${String(day)} ${String(month)}, since ${String(year)}` : inWords(onDay);
}
