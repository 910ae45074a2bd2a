import { type Html, html } from '#platform/html.ts';
import { type Attributes, moreClasses, whenFilled } from './attributes.ts';
import { button } from './button.ts';
import { content } from './content.ts';
import { input, type InputOptions } from './input.ts';

type Inherited =
  | 'type'
  | 'inputmode'
  | 'prefix'
  | 'suffix'
  | 'inputWrapper'
  | 'autocapitalize'
  | 'pattern'
  | 'spellcheck';

export interface PasswordInputOptions extends Omit<InputOptions, Inherited> {
  readonly button?: { readonly classes?: string | undefined } | undefined;
  readonly showPasswordText?: string | undefined;
  readonly hidePasswordText?: string | undefined;
  readonly showPasswordAriaLabelText?: string | undefined;
  readonly hidePasswordAriaLabelText?: string | undefined;
  readonly passwordShownAnnouncementText?: string | undefined;
  readonly passwordHiddenAnnouncementText?: string | undefined;
}

/** A password, with a button to show it. */
export function passwordInput(options: PasswordInputOptions): Html {
  const id = options.id || options.name;
  const { formGroup } = options;
  return input({
    ...options,
    id,
    type: 'password',
    spellcheck: false,
    autocapitalize: 'none',
    autocomplete: options.autocomplete || 'current-password',
    classes: `govuk-password-input__input govuk-js-password-input-input${moreClasses(options.classes)}`,
    inputWrapper: { classes: 'govuk-password-input__wrapper' },
    formGroup: {
      classes: `govuk-password-input${moreClasses(formGroup?.classes)}`,
      attributes: { ...behaviour(options), ...formGroup?.attributes },
      beforeInput: formGroup?.beforeInput,
      afterInput: { html: html`${showButton(id, options)} ${content(formGroup?.afterInput)}` },
    },
  });
}

function behaviour(options: PasswordInputOptions): Attributes {
  return {
    'data-module': 'govuk-password-input',
    'data-i18n.show-password': whenFilled(options.showPasswordText),
    'data-i18n.hide-password': whenFilled(options.hidePasswordText),
    'data-i18n.show-password-aria-label': whenFilled(options.showPasswordAriaLabelText),
    'data-i18n.hide-password-aria-label': whenFilled(options.hidePasswordAriaLabelText),
    'data-i18n.password-shown-announcement': whenFilled(options.passwordShownAnnouncementText),
    'data-i18n.password-hidden-announcement': whenFilled(options.passwordHiddenAnnouncementText),
  };
}

function showButton(id: string, options: PasswordInputOptions): Html {
  return button({
    type: 'button',
    classes: `govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle${moreClasses(options.button?.classes)}`,
    text: options.showPasswordText ?? 'Show',
    attributes: {
      'aria-controls': id,
      'aria-label': options.showPasswordAriaLabelText ?? 'Show password',
      hidden: { value: true, optional: true },
    },
  });
}
