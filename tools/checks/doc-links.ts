import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { outcome, type Outcome } from './outcome.ts';
import { filesBelow, textOf } from './tree.ts';

const link = /\[[^\]\n]*\]\(\s*<?([^)\s>]+)>?[^)\n]*\)/g;
const npmScript = /\bnpm (?:run ([\w:-]+)|(start|test))\b/g;
const nodeFile = /\bnode ((?:tools|bin|src|test)\/[\w./-]+)/g;
const ownPath = /`((?:src|docs|tools|test|migrations|bin|assets)\/[\w./-]*\w)`/g;

/** Every link in a document leads somewhere, and every command and path that it names is there. */
export async function docLinks(root: string): Promise<Outcome> {
  // Pages of the public site lead to addresses, not to files: they are looked at when they are read.
  const documents = filesBelow(root, '', '.md').filter((path) => !path.startsWith('content/'));
  const scripts = scriptsOf(root);
  const problems = documents.flatMap((path) => {
    const text = textOf(root, path) ?? '';
    return [
      ...all(text, link).flatMap((target) => linkFault(root, path, target)),
      ...all(text, npmScript)
        .filter((name) => !scripts.has(name))
        .map((name) => `${path} names npm run ${name}, which package.json lacks`),
      ...[...all(text, nodeFile), ...all(text, ownPath)]
        .filter((file) => !existsSync(join(root, file)))
        .map((file) => `${path} names ${file}, which is not there`),
    ];
  });
  return outcome(documents.length, new Set(problems), 'documents');
}

function scriptsOf(root: string): ReadonlySet<string> {
  const manifest = JSON.parse(textOf(root, 'package.json') ?? '{}') as { scripts?: Readonly<Record<string, string>> };
  return new Set(Object.keys(manifest.scripts ?? {}));
}

function all(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].flatMap(([, first, second]) => first ?? second ?? []);
}

function linkFault(root: string, path: string, target: string): readonly string[] {
  if (/^[a-z]+:/.test(target)) return [];
  const [file = '', anchor] = target.split('#');
  const full = file === '' ? path : normalize(join(dirname(path), decodeURIComponent(file)));
  if (!existsSync(join(root, full))) return [`${path} links to ${target}, which is not there`];
  if (anchor === undefined || !full.endsWith('.md')) return [];
  return headings(textOf(root, full) ?? '').has(anchor) ? [] : [`${path} links to ${target}: no such heading`];
}

// Headings as the usual hosts turn them into anchors.
function headings(text: string): ReadonlySet<string> {
  const lines = text.split('\n').filter((line) => /^#{1,6} /.test(line));
  return new Set(
    lines.map((line) =>
      line
        .replace(/^#+ /, '')
        .trim()
        .toLowerCase()
        .replace(/[^\w\- ]/g, '')
        .replace(/ /g, '-'),
    ),
  );
}
