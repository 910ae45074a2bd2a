import { type Html, html } from '#platform/html.ts';
import { attribute, attributes, type ElementOptions, moreClasses } from './attributes.ts';
import { type Content, content, each, type Maybe } from './content.ts';
import { tag, type TagOptions } from './tag.ts';

export interface TaskPart extends Content {
  readonly classes?: string | undefined;
}

export interface TaskStatus extends TaskPart {
  readonly tag?: TagOptions | undefined;
}

export interface Task {
  readonly title: TaskPart;
  readonly hint?: Content | undefined;
  readonly status: TaskStatus;
  /** Where the task is done; without one it cannot be started yet. */
  readonly href?: string | undefined;
  readonly classes?: string | undefined;
}

export interface TaskListOptions extends ElementOptions {
  readonly items: readonly Maybe<Task>[];
  readonly idPrefix?: string | undefined;
}

/** The tasks of a longer piece of work, each with how far it is. */
export function taskList(options: TaskListOptions): Html {
  const prefix = options.idPrefix || 'task-list';
  return html`<ul class="govuk-task-list${moreClasses(options.classes)}"${attributes(options.attributes)}>
    ${each(options.items, (item, at) => task(item, `${prefix}-${at + 1}`))}
  </ul>`;
}

function task(item: Task, id: string): Html {
  const { status, hint } = item;
  const link = item.href && ' govuk-task-list__item--with-link';
  return html`<li class="govuk-task-list__item${link}${moreClasses(item.classes)}">
    <div class="govuk-task-list__name-and-hint">
      ${title(item, id)} ${hint && html`<div id="${id}-hint" class="govuk-task-list__hint">${content(hint)}</div>`}
    </div>
    <div class="govuk-task-list__status${moreClasses(status.classes)}" id="${id}-status">
      ${status.tag ? tag(status.tag) : content(status)}
    </div>
  </li>`;
}

function title(item: Task, id: string): Html {
  const { href, hint } = item;
  const { classes } = item.title;
  if (!href) return html`<div${attribute('class', classes)}> ${content(item.title)} </div>`;
  const describedBy = `${hint ? `${id}-hint ` : ''}${id}-status`;
  return html`<a
    class="govuk-link govuk-task-list__link${moreClasses(classes)}"
    href="${href}"
    aria-describedby="${describedBy}"
  >
    ${content(item.title)}
  </a>`;
}
