import { ExitThisPage } from 'govuk-frontend';

/*
 * "Exit this page": the button, or Escape three times. The Back button does not return to the page that was left, nor, in that
 * window, to those before it. Of that the window remembers one word until it closes or somebody comes to us anew.
 */

const left = 'left';

/** Leaves the page for a harmless one, at a press or at Escape three times within seconds. */
export class LeaveNow extends ExitThisPage {
  private isLeaving = false;

  constructor(root: Element | null) {
    super(root);
    if (cameAnew()) remember(false);
    this.stayAway();
    addEventListener('pageshow', () => this.stayAway());
    // A fourth press would stop the browser on its way out.
    addEventListener('keydown', (event) => this.isLeaving && event.key === 'Escape' && event.preventDefault(), true);
  }

  override exitPage(): void {
    this.isLeaving = true;
    remember(true);
    super.exitPage();
    this.replace();
  }

  /**
   * GOV.UK counts Shift, which somebody who types presses for every capital: a page that goes in the middle of a sentence is worse
   * than another key to learn. Counted when the key comes up again: what else Escape does, such as closing a question, is done by then.
   */
  override handleKeypress(event: KeyboardEvent): void {
    // Escape ends the choosing of a letter in languages that are written that way.
    if (event.isComposing) return;
    const key = event.key === 'Escape' ? 'Shift' : 'Unidentified';
    super.handleKeypress(new KeyboardEvent('keyup', { key }));
  }

  private stayAway(): void {
    if (!hasLeft()) return;
    document.body.classList.add('govuk-exit-this-page-hide-content');
    this.replace();
  }

  // The later navigation wins: this one takes the place of our page in the history.
  private replace(): void {
    window.location.replace(this.$button.href);
  }
}

function cameAnew(): boolean {
  const [how] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return how?.type !== 'back_forward' && how?.type !== 'reload';
}

// Where a browser keeps nothing for us, Back returns to the pages before.
function remember(isLeft: boolean): void {
  try {
    if (isLeft) sessionStorage.setItem(left, 'yes');
    else sessionStorage.removeItem(left);
  } catch {}
}

function hasLeft(): boolean {
  try {
    return sessionStorage.getItem(left) !== null;
  } catch {
    return false;
  }
}
