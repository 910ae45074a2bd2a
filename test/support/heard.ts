import type { Page } from 'playwright-core';

interface Node {
  readonly nodeId: string;
  readonly parentId?: string;
  readonly ignored: boolean;
  readonly role?: { readonly value?: string };
  readonly name?: { readonly value?: string };
  readonly description?: { readonly value?: string };
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value?: unknown } }[];
  readonly childIds?: readonly string[];
}

// What is told of a thing besides its name, and the pieces of which names are made.
const told: Readonly<Record<string, (value: unknown) => string | undefined>> = {
  level: (value) => String(value),
  invalid: (value) => (value === 'true' ? 'invalid' : undefined),
  checked: (value) => (value === 'true' ? 'checked' : undefined),
};
const pieces = new Set(
  [
    'InlineTextBox',
    'LineBreak',
    'ListMarker',
    'none',
    'generic',
    'paragraph',
    'list',
    'listitem',
    'strong',
    'form',
  ].concat(['Legend', 'DescriptionList', 'term', 'definition', 'RootWebArea']),
);
/** Whose words are told as their name: what stands in them is not told a second time. */
const named = new Set(['heading', 'link', 'button', 'checkbox', 'radio', 'textbox', 'combobox']);

/** What a reader of screens is given, in the order in which it is read: the browser's own tree, a line a thing. */
export async function heardOn(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as unknown as { nodes: readonly Node[] };
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const lines: string[] = [];
  const walk = (node: Node | undefined): void => {
    if (!node) return;
    const role = node.role?.value ?? '';
    const line = node.ignored || pieces.has(role) ? '' : lineOf(node, role);
    if (line !== '') lines.push(line);
    if (line !== '' && named.has(role)) return;
    for (const id of node.childIds ?? []) walk(byId.get(id));
  };
  walk(nodes.find(({ parentId }) => parentId === undefined));
  return lines;
}

function lineOf(node: Node, role: string): string {
  const words = (value = '') => value.replaceAll(/\s+/g, ' ').trim();
  const name = words(node.name?.value);
  if (role === 'StaticText') return name;
  const besides = (node.properties ?? []).flatMap((each) => told[each.name]?.(each.value.value) ?? []);
  const description = words(node.description?.value);
  const all = [role, ...besides].join(' ');
  return `${all}: ${name}${description === '' ? '' : ` (${description})`}`.replace(/: $/, '');
}
