import { type Html, html } from '#platform/html.ts';
import { attribute, attributes, type ElementOptions, moreClasses } from './attributes.ts';
import { type Content, content, hasContent, hasMarkup } from './content.ts';

export interface LegendOptions extends Content {
  readonly classes?: string | undefined;
  readonly isPageHeading?: boolean | undefined;
}

export interface FieldsetOptions extends ElementOptions {
  readonly legend?: LegendOptions | undefined;
  readonly describedBy?: string | undefined;
  readonly role?: string | undefined;
  readonly html?: Html | undefined;
}

function legend(options: LegendOptions): Html {
  const shown = content(options);
  return html`<legend class="govuk-fieldset__legend${moreClasses(options.classes)}">
    ${options.isPageHeading ? html`<h1 class="govuk-fieldset__heading">${shown}</h1>` : shown}
  </legend>`;
}

/** Fields that answer one question together, under its legend. */
export function fieldset(options: FieldsetOptions): Html {
  return html`<fieldset
    class="govuk-fieldset${moreClasses(options.classes)}"
    ${attribute('role', options.role)}${attribute('aria-describedby', options.describedBy)}${attributes(options.attributes)}
  >
    ${hasContent(options.legend) && legend(options.legend)} ${hasMarkup(options.html) && options.html}
  </fieldset>`;
}
