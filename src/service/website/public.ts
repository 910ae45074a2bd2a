import { levelsOf } from '#service/service-levels/facts.ts';
import { serviceContact } from '#service/staff/service-facts.ts';
import type { PublicDoor } from '#vocabulary/doors.ts';
import { usualLevels } from '#vocabulary/service-levels.ts';
import { demonstrationReach, type Website } from './facts.ts';
import { sitePage, type Cookie } from './pages.ts';
import { neighbours } from './rules.ts';

/** The public site: a page for each file, and the questions that help somebody to see if it is for them. */
export function websiteForPublic(
  door: PublicDoor,
  { pages }: Website,
  around: { readonly cookies: readonly Cookie[]; readonly sendsTexts: boolean },
): void {
  for (const page of pages) {
    const beside = neighbours(pages, page.path);
    door.page(page.path, async ({ db }) => {
      const levels = page.isPromising ? await levelsOf(db) : usualLevels;
      const service = await serviceContact(db);
      const shown = service.isDemonstration ? { ...page, reach: demonstrationReach(page.reach) } : page;
      return sitePage(shown, { service, levels, ...around, ...beside });
    });
  }
}
