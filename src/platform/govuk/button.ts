import { type Html, html } from '#platform/html.ts';
import { attribute, attributes, type ElementOptions, moreClasses } from './attributes.ts';
import { type Content, content, hasMarkup } from './content.ts';

export interface ButtonOptions extends Content, ElementOptions {
  readonly id?: string | undefined;
  /** Makes it a link that looks like a button: for moving on, never for a change. */
  readonly href?: string | undefined;
  readonly type?: 'submit' | 'button' | 'reset' | undefined;
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly preventDoubleClick?: boolean | undefined;
  readonly isStartButton?: boolean | undefined;
}

const startIcon = html`<svg
  class="govuk-button__start-icon"
  xmlns="http://www.w3.org/2000/svg"
  width="17.5"
  height="19"
  viewBox="0 0 33 40"
  aria-hidden="true"
  focusable="false"
>
  <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z"/>
</svg>`;

/** A button, or a link that looks like one when it has an href. */
export function button(options: ButtonOptions): Html {
  const { isStartButton } = options;
  const classes = `govuk-button${moreClasses(options.classes)}${isStartButton ? ' govuk-button--start' : ''}`;
  const extra = html`${attributes(options.attributes)}${attribute('id', options.id)}`;
  // A start button is a flexbox, which would drop the spaces between elements of its markup.
  const shown = isStartButton && hasMarkup(options.html) ? html`<span>${options.html}</span>` : content(options);
  const inside = html` ${shown} ${isStartButton && startIcon} `;
  if (options.href) {
    return html`<a
      href="${options.href}"
      role="button"
      draggable="false"
      class="${classes}"
      data-module="govuk-button"
      ${extra}
      >${inside}</a>`;
  }
  return html`<button
    type="${options.type || 'submit'}"
    ${ownAttributes(options)}
    class="${classes}"
    data-module="govuk-button"
    ${extra}
  >
    ${inside}
  </button>`;
}

function ownAttributes(options: ButtonOptions): Html {
  const { preventDoubleClick } = options;
  return html`${[
    attribute('value', options.value),
    attribute('name', options.name),
    options.disabled && attributes({ disabled: { value: true, optional: true }, 'aria-disabled': true }),
    preventDoubleClick !== undefined && attributes({ 'data-prevent-double-click': preventDoubleClick }),
  ]}`;
}
