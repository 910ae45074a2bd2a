import { Button, Checkboxes, ErrorSummary, NotificationBanner, Radios, SkipLink } from 'govuk-frontend';
import { LeaveNow } from './parts/leave-now.ts';
import { start } from './parts/start.ts';

start([LeaveNow, SkipLink, ErrorSummary, Button, Radios, Checkboxes, NotificationBanner]);
