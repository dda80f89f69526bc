/**
 * Sheets of pairs of pictures, to be checked by eye: `npm run evidence:pictures`. Some seconds.
 * Writes figures/scenes.svg and .png, figures/charts.svg and .png, and their data to figures/pictures.jsonl.
 */
import {
  changeText,
  CHART_KINDS,
  objectBox,
  picturePair,
  pictureSvg,
  pictureText,
  pngOf,
  scenePair,
  type ScenePairOptions,
  sceneSvg,
  sceneText,
  stream,
} from '@parlor/envs';
import { saveFigure, saveRows } from '../support/figures.ts';
import { pictureSheet, type SheetPair } from '../support/picture-sheet.ts';

const SEED = 1;
const SCENE = { width: 258, height: 172 } as const;
const CHART = { width: 330, height: 240 } as const;

/** What each pair of scenes is asked for: mostly nothing, then one attribute alone, few objects and many. */
const ASKED: readonly ScenePairOptions[] = [
  {},
  {},
  {},
  {},
  {},
  {},
  { edits: 1, attributes: 1 },
  { edits: 3, of: ['material'] },
  { edits: 3, of: ['size'] },
  { objects: 3, edits: 1, attributes: 4 },
  { objects: 8, edits: 2, attributes: 1 },
  { objects: 10, edits: 2, attributes: 1 },
];

const rows: object[] = [];

const scenes = ASKED.map((options, episode): SheetPair => {
  const pair = scenePair(stream(SEED, 'chance', { episode }), options);
  rows.push({
    type: 'scenes',
    seed: SEED,
    episode,
    options,
    ...pair,
    text: sceneText(pair.original),
  });
  const changed = [...new Set(pair.changes.map(({ object }) => object))];
  return {
    title: `${episode + 1}${Object.keys(options).length > 0 ? ` ${asked(options)}` : ''}`,
    pictures: [sceneSvg(pair.original, SCENE), sceneSvg(pair.edited, SCENE)],
    marks: changed.flatMap((object) => {
      const [one, other] = [pair.original.objects[object], pair.edited.objects[object]];
      return one && other ? [[objectBox(one, SCENE), objectBox(other, SCENE)] as const] : [];
    }),
    lines: changeText(pair),
  };
});

const charts = Array.from({ length: 12 }, (_, episode): SheetPair => {
  const kind = CHART_KINDS[episode % CHART_KINDS.length] ?? 'bar';
  const pair = picturePair(stream(SEED, 'chance', { game: 1, episode }), { kind });
  rows.push({ type: 'charts', seed: SEED, episode, kind, ...pair, text: pictureText(pair.original) });
  return {
    title: `${episode + 1} ${kind}`,
    pictures: [pictureSvg(pair.original, CHART), pictureSvg(pair.edited, CHART)],
    marks: [],
    lines: pair.changes,
  };
});

function asked(options: ScenePairOptions): string {
  return Object.entries(options)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ');
}

const sheets = [
  [
    'scenes',
    pictureSheet(scenes, { title: 'Scenes and their edits: what differs is marked', ...SCENE, columns: 3 }),
  ],
  ['charts', pictureSheet(charts, { title: 'Charts and their edits', ...CHART, columns: 3 })],
] as const;
for (const [name, svg] of sheets) {
  const png = pngOf(svg);
  saveFigure(`${name}.svg`, svg);
  saveFigure(`${name}.png`, png);
  process.stdout.write(`figures/${name}.svg ${svg.length} bytes, figures/${name}.png ${png.length} bytes\n`);
}
saveRows('pictures.jsonl', 'npm run evidence:pictures', rows);
