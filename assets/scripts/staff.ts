import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
} from 'govuk-frontend';
import { start } from './parts/start.ts';

start([
  ServiceNavigation,
  SkipLink,
  ErrorSummary,
  Button,
  Radios,
  Checkboxes,
  CharacterCount,
  NotificationBanner,
  PasswordInput,
]);
