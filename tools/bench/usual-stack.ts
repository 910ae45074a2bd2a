import { fileURLToPath } from 'node:url';
import express from 'express';
import nunjucks from 'nunjucks';
import { caseTabs } from '../../src/doors/staff/case-tabs.ts';
import type { NeutralPage } from './neutral-page.ts';

const templates = ['../../node_modules/govuk-frontend/dist', '.'];

/** The usual stack of such services: Express and Nunjucks with the macros of GOV.UK, templates kept once they are read. */
export function usualStack(page: NeutralPage): { readonly app: express.Express; readonly render: () => string } {
  const app = express();
  app.disable('x-powered-by').disable('etag'); // it need not do what ours does not
  const folders = templates.map((folder) => fileURLToPath(new URL(folder, import.meta.url)));
  const environment = nunjucks.configure(folders, { autoescape: true, express: app, noCache: false, watch: false });
  const context = { page, tabs: tabsOf(page) };
  app.get('/', (_, response) => response.render('neutral-page.njk', context));
  return { app, render: () => environment.render('neutral-page.njk', context) };
}

// The tabs are the ones our own pages have, whatever they are called this year.
function tabsOf({ reference }: NeutralPage) {
  const markup = String(caseTabs(reference, `/cases/${reference}/contacts`));
  const links = markup.matchAll(/href="([^"]*)"\s*(aria-current="true")?\s*>([^<]*)</g);
  return [...links].map(([, href, current, text]) => ({ href, current: current !== undefined, text: text?.trim() }));
}
