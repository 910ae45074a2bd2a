/** What a strict policy forbids in a page: scripts and styles that stand in it, handlers in attributes, addresses that run. */
export function inlineParts(page: string): readonly string[] {
  const tags = page.match(/<[a-z][^>]*>/gi) ?? [];
  return tags.filter(
    (tag) =>
      /^<style\b/i.test(tag) ||
      (/^<script\b/i.test(tag) && !/\ssrc="\/assets\//.test(tag)) ||
      /\s(?:on[a-z]+|style)\s*=/i.test(withoutValues(tag)) ||
      /=\s*["']?\s*(?:javascript|data|vbscript):/i.test(tag),
  );
}

// What somebody typed stands in values and may look like anything.
function withoutValues(tag: string): string {
  return tag.replaceAll(/"[^"]*"/g, '""');
}
