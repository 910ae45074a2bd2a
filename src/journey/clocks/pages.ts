import { html, type Html } from '#platform/html.ts';
import { tag } from '#platform/govuk/tag.ts';
import { inWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import { levelWords, type Clock } from '#vocabulary/service-levels.ts';
import { clocksOn, type Kept } from './rules.ts';

const colours: Readonly<Record<Clock['standing'], string>> = {
  runs: 'blue',
  late: 'red',
  paused: 'yellow',
  'in-time': 'green',
  'too-late': 'grey',
  over: 'grey',
};

const words: Readonly<Record<Clock['standing'], string>> = {
  runs: 'Running',
  late: 'Late',
  paused: 'Waiting for an answer',
  'in-time': 'In time',
  'too-late': 'Done late',
  over: 'No longer needed',
};

/** Somebody of a case, as far as a first contact with them goes. */
export interface FirstSpokenWith {
  readonly called: string;
  readonly approachedOn: PlainDate | null;
  /** Whether they may be approached by now (H17). */
  readonly isInOrder: boolean;
}

/** How each promise stands: since when, by when, and what came of it; and each person to a first contact. */
export function clocksPanel(kept: Kept, people: readonly FirstSpokenWith[], today: PlainDate): Html {
  return html`<section aria-labelledby="clocks">
    <h2 class="govuk-heading-m" id="clocks">Clocks</h2>
    <dl class="tp-facts">
      ${clocksOn(kept, today).map(
        (clock) =>
          html`<div>
            <dt>${levelWords[clock.level]}</dt>
            <dd>
              ${standingTag(clock.standing)}<br />${sentence(clock, kept.pausedOn)}
              ${clock.level === 'firstContact' && people.map((each) => html`<br />${contact(each, kept.contactBy)}`)}
            </dd>
          </div>`,
      )}
    </dl>
  </section>`;
}

function standingTag(standing: Clock['standing']): Html {
  return tag({ text: words[standing], classes: `govuk-tag--${colours[standing]}` });
}

function contact({ called, approachedOn, isInOrder }: FirstSpokenWith, contactBy: PlainDate | null): string {
  if (approachedOn !== null) return `${called}: spoken with on ${inWords(approachedOn)}.`;
  if (!isInOrder) return `${called}: not to be approached yet, and no clock runs.`;
  return contactBy === null ? `${called}: not yet.` : `${called}: not yet, due ${inWords(contactBy)}.`;
}

function sentence({ startedOn, dueOn, doneOn, standing }: Clock, pausedOn: PlainDate | null): string {
  const since = `From ${inWords(startedOn)}.`;
  if (doneOn !== null) return `${since} Done on ${inWords(doneOn)}, due ${inWords(dueOn)}.`;
  if (standing === 'paused' && pausedOn !== null)
    return `${since} It stands still since ${inWords(pausedOn)}, until we have an answer.`;
  return standing === 'over' ? since : `${since} Due ${inWords(dueOn)}.`;
}

const day = (text: string) => text as PlainDate;
const waiting: Kept = {
  receivedOn: day('2026-11-18'),
  acknowledgeBy: day('2026-11-19'),
  acknowledgedOn: day('2026-11-19'),
  triageBy: day('2026-11-23'),
  triagedOn: null,
  pausedOn: null,
  allocateBy: null,
  allocatedOn: null,
  contactBy: null,
  contactedOn: null,
  stoppedOn: null,
};

function examplePage(kept: Kept, people: readonly FirstSpokenWith[] = []): Page {
  return {
    title: 'Clocks',
    body: html`<h1 class="govuk-heading-l">Referral 7K3M-QX94</h1>
      ${clocksPanel(kept, people, day('2026-11-25'))}`,
  };
}

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'A referral that is late to be decided', page: examplePage(waiting) },
  { name: 'A referral that waits for an answer', page: examplePage({ ...waiting, pausedOn: day('2026-11-20') }) },
  {
    name: 'A case in which one person has been spoken with and one may not be approached yet',
    page: examplePage(
      {
        ...waiting,
        triagedOn: day('2026-11-24'),
        allocateBy: day('2026-12-01'),
        allocatedOn: day('2026-11-24'),
        contactBy: day('2026-12-01'),
        contactedOn: day('2026-11-25'),
      },
      [
        { called: 'Joanne', approachedOn: day('2026-11-25'), isInOrder: true },
        { called: 'Dylan', approachedOn: null, isInOrder: false },
      ],
    ),
  },
];
