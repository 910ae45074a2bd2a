import { freshAttempt } from '#platform/forms.ts';
import type { Page } from '#vocabulary/doors.ts';
import { aboutPage, askerPage } from './another-pages.ts';
import {
  areaPage,
  contactPage,
  happenedPage,
  hopesPage,
  namePage,
  othersPage,
  placePage,
  replyPage,
  whoPage,
  type Asking,
  type Service,
} from './pages.ts';
import type { Question } from './rules.ts';

const pageOf: Readonly<Record<Question, (asking: Asking, service: Service) => Page>> = {
  who: (asking) => whoPage(asking, undefined),
  asker: askerPage,
  reply: replyPage,
  about: aboutPage,
  name: namePage,
  contact: contactPage,
  happened: happenedPage,
  place: placePage,
  area: areaPage,
  others: othersPage,
  hopes: hopesPage,
};

/** The page of a question. */
export function questionPage(question: Question, asking: Asking, service: Service): Page {
  return pageOf[question](asking, service);
}

const service: Service = { name: 'Restorative Practice', areaName: 'Northamptonshire', phone: '', email: '' };

export const examples: readonly { readonly name: string; readonly door: 'public'; readonly page: Page }[] = [
  {
    name: 'Asking for somebody else outside the area',
    door: 'public',
    page: questionPage(
      'area',
      {
        answers: {
          who: { part: 'another' },
          place: { when: '', where: '', district: 'LE1', inArea: false },
        },
        attempt: freshAttempt,
      },
      service,
    ),
  },
];
