import { type Html, html } from '#platform/html.ts';
import { type Attributes, moreClasses, pluralMessages, type PluralMessages, whenFilled } from './attributes.ts';
import { content } from './content.ts';
import { hint } from './hint.ts';
import { textarea, type TextareaOptions } from './textarea.ts';

export interface CharacterCountOptions extends Omit<TextareaOptions, 'disabled' | 'autocomplete' | 'describedBy'> {
  readonly maxlength?: number | string | undefined;
  /** Counts words, and goes before `maxlength`. */
  readonly maxwords?: number | string | undefined;
  readonly countType?: string | undefined;
  /** The percentage of the limit from which the count shows. */
  readonly threshold?: number | string | undefined;
  readonly countMessage?: { readonly classes?: string | undefined } | undefined;
  /** What is said about the limit where scripts do not run; `%{count}` stands for the limit. */
  readonly textareaDescriptionText?: string | undefined;
  readonly charactersUnderLimitText?: PluralMessages | undefined;
  readonly charactersAtLimitText?: string | undefined;
  readonly charactersOverLimitText?: PluralMessages | undefined;
  readonly wordsUnderLimitText?: PluralMessages | undefined;
  readonly wordsAtLimitText?: string | undefined;
  readonly wordsOverLimitText?: PluralMessages | undefined;
}

/** A longer answer that says how much room is left. It tells, and never cuts. */
export function characterCount(options: CharacterCountOptions): Html {
  const { formGroup } = options;
  const id = options.id || options.name;
  const countType = options.countType || (options.maxwords ? 'words' : undefined);
  const message = hint({
    text: limitMessage(options, countType),
    id: `${id}-info`,
    classes: `govuk-character-count__message${moreClasses(options.countMessage?.classes)}`,
  });
  return textarea({
    ...options,
    id,
    describedBy: `${id}-info`,
    classes: `govuk-js-character-count${moreClasses(options.classes)}`,
    formGroup: {
      classes: `govuk-character-count${moreClasses(formGroup?.classes)}`,
      attributes: { ...limits(options, countType), ...messages(options), ...formGroup?.attributes },
      beforeInput: formGroup?.beforeInput,
      afterInput: { html: html`${message} ${content(formGroup?.afterInput)}` },
    },
  });
}

function limitMessage(options: CharacterCountOptions, countType: string | undefined): string | undefined {
  const limit = options.maxwords || options.maxlength;
  if (!limit) return undefined;
  const counted = countType === 'words' ? 'words' : 'characters';
  const message = options.textareaDescriptionText || `You can enter up to %{count} ${counted}`;
  return message.replaceAll('%{count}', String(limit));
}

function limits(options: CharacterCountOptions, countType: string | undefined): Attributes {
  return {
    'data-module': 'govuk-character-count',
    'data-maxlength': { value: options.maxlength, optional: true },
    'data-maxwords': { value: options.maxwords, optional: true },
    'data-threshold': { value: options.threshold, optional: true },
    'data-count-type': { value: countType, optional: true },
  };
}

function messages(options: CharacterCountOptions): Attributes {
  // Without a limit here the behaviour gets it from its own settings, and then fills in the message itself.
  const unfilled = !options.maxwords && !options.maxlength && options.textareaDescriptionText;
  return {
    ...(unfilled && pluralMessages('textarea-description', { other: unfilled })),
    ...pluralMessages('characters-under-limit', options.charactersUnderLimitText),
    'data-i18n.characters-at-limit': whenFilled(options.charactersAtLimitText),
    ...pluralMessages('characters-over-limit', options.charactersOverLimitText),
    ...pluralMessages('words-under-limit', options.wordsUnderLimitText),
    'data-i18n.words-at-limit': whenFilled(options.wordsAtLimitText),
    ...pluralMessages('words-over-limit', options.wordsOverLimitText),
  };
}
