// The package ships no types of its own; these are the parts our scripts call.
declare module 'govuk-frontend' {
  /** A component class that `createAll` starts on every element with its `data-module`. */
  export interface Behaviour {
    new (root: Element | null): object;
    readonly moduleName: string;
  }
  export class ExitThisPage {
    static readonly moduleName: string;
    readonly $button: HTMLAnchorElement;
    constructor(root: Element | null);
    exitPage(): void;
    handleKeypress(event: KeyboardEvent): void;
  }
  export const Button: Behaviour;
  export const CharacterCount: Behaviour;
  export const Checkboxes: Behaviour;
  export const ErrorSummary: Behaviour;
  export const NotificationBanner: Behaviour;
  export const PasswordInput: Behaviour;
  export const Radios: Behaviour;
  export const ServiceNavigation: Behaviour;
  export const SkipLink: Behaviour;
  export function createAll(component: Behaviour): readonly object[];
}
