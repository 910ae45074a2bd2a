import { ExitThisPage } from 'govuk-frontend';

/** "Exit this page", and the Back button does not return to the page that was left. */
export class LeaveNow extends ExitThisPage {
  override exitPage(): void {
    super.exitPage();
    // The later navigation wins: this one takes the place of our page in the history.
    window.location.replace(this.$button.href);
  }
}
