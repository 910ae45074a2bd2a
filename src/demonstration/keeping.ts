import { addDocuments, takeFile } from '#casefile/documents/actions.ts';
import { restrictCase } from '#casefile/readers/actions.ts';
import type { StaffKey } from './staff-cast.ts';
import type { Step } from './story.ts';
import { staffIdOf } from './world.ts';

/** The case opens for whoever works on it and for those who are named, and for nobody else. */
export function restricts(by: StaffKey, because: string, ...named: readonly StaffKey[]): Step {
  return async (life) => {
    const ids = named.map((key) => staffIdOf(life.world.serviceId, key));
    await life.asStaff(by, (hand) => restrictCase(hand, { because, named: ids }));
  };
}

/** Somebody brings a sheet of paper: it belongs to one side, or to the case as a whole. */
export function keepsPaper(
  called: string | null,
  paper: { readonly name: string; readonly about: string; readonly lines: readonly string[] },
): Step {
  return async (life) => {
    const bytes = paper.name.endsWith('.pdf') ? aSheet(paper.lines) : Buffer.from(`${paper.lines.join('\n')}\n`);
    const { files } = life.world;
    if (!files) throw new Error(`${life.story.key}: there is nowhere to keep ${paper.name}`);
    const sent = { name: paper.name, bytes, isTooBig: false, isOverCount: false };
    const taken = await takeFile({ files, lookForViruses: undefined }, sent);
    if (!('file' in taken)) throw new Error(`${life.story.key}: ${paper.name} was not taken, ${taken.because}`);
    const participantId = called === null ? null : life.id(called);
    await life.byLead((hand) => addDocuments(hand, { participantId, about: paper.about, files: [taken.file] }));
  };
}

/** One page of typewriter, as a PDF; letters of western Europe only. */
function aSheet(lines: readonly string[]): Buffer {
  const typed = lines.map((line) => `(${line.replaceAll(/[\\()]/g, (sign) => `\\${sign}`)}) Tj T*`).join('\n');
  const content = `BT /F1 11 Tf 16 TL 72 760 Td\n${typed}\nET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${Buffer.byteLength(content, 'latin1')}>>stream\n${content}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>',
  ];
  let file = '%PDF-1.4\n';
  const places = objects.map((object, at) => {
    const place = file.length;
    file += `${at + 1} 0 obj${object}endobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const table = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`;
  file += `trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}
