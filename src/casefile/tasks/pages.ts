import { areaField, errorsOf, form } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { html } from '#platform/html.ts';
import { inWords, type PlainDate } from '#vocabulary/dates.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { TaskId } from '#vocabulary/ids.ts';
import type { DueTask } from './facts.ts';
import { explain } from './rules.ts';

/** Staff: one task, and a form to finish it. */
export function taskPage(task: DueTask & { readonly isDone: boolean }, attempt: Attempt): Page {
  return {
    title: 'Task',
    back: '/work',
    body: html` ${errorsOf(attempt)}
      <h1 class="govuk-heading-l">${task.words}</h1>
      <p class="govuk-body">
        Due on ${inWords(task.dueOn)}${task.participantCalled && `, about ${task.participantCalled}`}.
        ${task.caseReference && html`<a class="govuk-link" href="/cases/${task.caseReference}">Case ${task.caseReference}</a>`}
      </p>
      ${
        task.isDone
          ? html`<p class="govuk-body">This is done.</p>`
          : form(`/tasks/${task.id}/done`, areaField(attempt, { name: 'how', label: 'How it was done', rows: 3 }), {
              text: 'It is done',
            })
      }`,
  };
}

const task: DueTask & { readonly isDone: boolean } = {
  id: '7b6d5c1e-0000-4000-8000-000000000001' as TaskId,
  words: 'Somebody said “not now”. They are happy to be asked again from today.',
  kind: 'ask-again',
  dueOn: '2026-11-23' as PlainDate,
  caseReference: '7K3M-QX94',
  participantCalled: 'Joanne',
  isDone: false,
};

export const examples: readonly { readonly name: string; readonly page: Page }[] = [
  { name: 'Task: one that is due', page: taskPage(task, freshAttempt) },
  {
    name: 'Task: of no case, and done',
    page: taskPage({ ...task, caseReference: null, participantCalled: null, isDone: true }, freshAttempt),
  },
  {
    name: 'Task: refused, because nothing says how',
    page: taskPage(task, { typed: {}, problems: [{ field: 'how', text: explain('say-how') }] }),
  },
];
