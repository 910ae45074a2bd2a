import { createAll, type Behaviour } from 'govuk-frontend';
import { keepTyping } from './keep-typing.ts';
import { neverFromMemory, watchOfPage, watchSession } from './watch-session.ts';

/**
 * Marks the page as able to run scripts, then wakes the behaviours a door uses.
 * GOV.UK's template does the marking in an inline script; our Content-Security-Policy allows none.
 */
export function start(behaviours: readonly Behaviour[]): void {
  document.body.classList.add('js-enabled', 'govuk-frontend-supported');
  for (const behaviour of behaviours) createAll(behaviour);
  const watch = watchOfPage();
  if (!watch) return;
  neverFromMemory();
  watchSession(watch);
  keepTyping(watch);
}
