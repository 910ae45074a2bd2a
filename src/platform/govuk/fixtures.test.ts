import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { Html, trusted } from '#platform/html.ts';

interface Fixture {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly html: string;
}

type Component = (options: unknown) => unknown;

const here = import.meta.dirname;
const shipped = join(
  dirname(createRequire(import.meta.url).resolve('govuk-frontend/package.json')),
  'dist/govuk/components',
);

/** A component is a file here whose name the package has a folder for: the other files are what components share. */
function componentNames(): readonly string[] {
  const folders = new Set(readdirSync(shipped));
  const sources = readdirSync(here).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  return sources.map((file) => file.slice(0, -'.ts'.length)).filter((name) => folders.has(name));
}

function fixturesOf(name: string): readonly Fixture[] {
  const file = readFileSync(join(shipped, name, 'fixtures.json'), 'utf8');
  return (JSON.parse(file) as { readonly fixtures: readonly Fixture[] }).fixtures;
}

async function componentNamed(name: string): Promise<Component> {
  const exported = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const module = (await import(`./${name}.ts`)) as Readonly<Record<string, unknown>>;
  const component = module[exported];
  assert.ok(typeof component === 'function', `${name}.ts exports no function ${exported}`);
  return component as Component;
}

/** The options with their markup as `Html`: what is called html, or ends in Html, or fills a slot. */
function withMarkup(given: unknown, key = '', parent = ''): unknown {
  if (typeof given === 'string') return isMarkup(key, parent) ? trusted(given) : given;
  if (Array.isArray(given)) return given.map((item) => withMarkup(item));
  if (typeof given !== 'object' || given === null) return given;
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, withMarkup(value, name, key)]));
}

function isMarkup(key: string, parent: string): boolean {
  return key === 'html' || key.endsWith('Html') || parent === 'slots';
}

const blocks =
  'caption|dd|details|div|dl|dt|fieldset|h[1-6]|legend|li|nav|ol|option|p|section|summary|t[rdh]|thead|tbody|ul';
const besideBlock = new RegExp(` ?(</?(?:${blocks})(?: [^>]*)?>) ?`, 'g');

/**
 * Browsers drop a line break at the start of a textarea and all whitespace beside a block or at the end of a tag.
 * Elsewhere any amount of whitespace is as good as any other, but none is not the same as some.
 */
function normalised(markup: string): string {
  return markup
    .replace(/(<textarea[^>]*>)\n/g, '$1')
    .replace(/\s+/g, ' ')
    .replace(/ (?=>)/g, '')
    .replace(besideBlock, '$1')
    .trim();
}

function attempt(component: Component, fixture: Fixture): unknown {
  try {
    return component(withMarkup(fixture.options));
  } catch (error) {
    return error;
  }
}

function failure(component: Component, fixture: Fixture): string | undefined {
  const made = attempt(component, fixture);
  if (!(made instanceof Html)) return `made no markup: ${String(made)}`;
  const [ours, theirs] = [normalised(made.markup), normalised(fixture.html)];
  return ours === theirs ? undefined : `\n     ours: ${ours}\n   theirs: ${theirs}`;
}

test('every component reproduces every fixture that the design system ships for it', async (t) => {
  const names = componentNames();
  const failures: string[] = [];
  let looked = 0;
  for (const name of names) {
    const component = await componentNamed(name);
    for (const fixture of fixturesOf(name)) {
      looked += 1;
      const wrong = failure(component, fixture);
      if (wrong) failures.push(`${name} / ${fixture.name}: ${wrong}`);
    }
  }
  t.diagnostic(`${looked - failures.length} of ${looked} fixtures reproduced over ${names.length} components`);
  assert.ok(names.length > 0 && looked > names.length, 'it looked at no fixtures');
  assert.equal(failures.length, 0, `fixtures not reproduced:\n${failures.join('\n')}`);
});

const hostile = `"'><script>`;

/** The options with every text in them hostile, markup too: as text, for that is what a page would pass by mistake. */
function withHostileText(given: unknown): unknown {
  if (typeof given === 'string') return given === '' ? given : hostile;
  if (Array.isArray(given)) return given.map(withHostileText);
  if (typeof given !== 'object' || given === null) return given;
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, withHostileText(value)]));
}

test('no text in any option of any component becomes markup', async () => {
  const leaks: string[] = [];
  let escaped = 0;
  for (const name of componentNames()) {
    const component = await componentNamed(name);
    for (const fixture of fixturesOf(name)) {
      const markup = String(component(withHostileText(fixture.options)));
      if (markup.includes('<script') || markup.includes(`"'`)) leaks.push(`${name} / ${fixture.name}`);
      if (markup.includes('&quot;&#39;&gt;&lt;script&gt;')) escaped += 1;
    }
  }
  assert.deepEqual(leaks, []);
  assert.ok(escaped > 0, 'no component showed the hostile text');
});
